package dev.steno.engine.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A model file of whisper.cpp whose structure was found whole. whisper.cpp 1.7.1 checks little of
 * what it reads: a damaged or foreign file ends the process, lets it loop or takes all memory. So
 * every number of the file is held against what a Whisper model must have, before a worker sees it.
 * Only the weights themselves are passed over; flipped bits in them need a checksum.
 *
 * <p>The file, in little-endian 32-bit numbers and without padding: the magic number, ten
 * dimensions, the form of the matrices; mel filters; vocabulary; tensors until the end. Sources:
 * {@code convert-pt-to-ggml.py}, {@code quantize.cpp} and {@code whisper_model_load} of whisper.cpp
 * 1.7.1, and what that library was seen to do with crafted files.
 *
 * @param dimensions the sizes of the network
 * @param weights the form of its matrices
 * @param bytes the length of the file
 */
public record ModelFile(ModelDimensions dimensions, WeightType weights, long bytes) {

  /** Bands of the spectrum that the filters sum up to mels. */
  private static final int FREQUENCIES = 201;

  /** Tokens of GPT-2 that are text, which every Whisper vocabulary holds at least. */
  private static final int TEXT_TOKENS = 50_256;

  /** No token is near as long (bytes). */
  private static final int LONGEST_TOKEN = 1024;

  /** Whether it knows languages other than English. */
  public boolean multilingual() {
    return dimensions.multilingual();
  }

  /** The size by the name it was published under: tiny, base, small, medium, large, or "other". */
  public String type() {
    return dimensions.type();
  }

  /** Whether its weights were made smaller than 16 bits. */
  public boolean quantised() {
    return weights.quantised();
  }

  /**
   * Checks a file, of any size in well under a second and with a few kilobytes of memory.
   *
   * @throws dev.steno.problem.ProblemException with {@code MODEL_UNAVAILABLE} where the file is
   *     damaged, incomplete, or no Whisper model that whisper.cpp 1.7.1 can run
   * @throws IOException if it cannot be read at all
   */
  public static ModelFile read(Path file) throws IOException {
    try (ModelBytes in = ModelBytes.open(file)) {
      ModelHeader header = ModelHeader.read(in);
      melFilters(in, header.dimensions());
      vocabulary(in, header.dimensions());
      TensorReader.readAll(in, header);
      return new ModelFile(header.dimensions(), header.weights(), in.length());
    }
  }

  private static void melFilters(ModelBytes in, ModelDimensions dimensions) throws IOException {
    int mels = in.number("mel filters");
    int frequencies = in.number("mel filters");
    if (mels != dimensions.mels() || frequencies != FREQUENCIES) {
      throw ModelFault.damaged("mel filters of " + mels + " x " + frequencies);
    }
    in.skip((long) mels * frequencies * Float.BYTES, "mel filters");
  }

  /**
   * The vocabulary may leave out tokens that are no text. The library aborts where it holds too
   * many, and where it lacks the single space that it looks up to suppress blanks.
   */
  private static void vocabulary(ModelBytes in, ModelDimensions dimensions) throws IOException {
    int tokens = in.number("vocabulary");
    if (tokens < TEXT_TOKENS || tokens > dimensions.vocabulary()) {
      throw ModelFault.damaged("a vocabulary of " + tokens + " tokens");
    }
    boolean space = false;
    for (int i = 0; i < tokens; i++) {
      int length = in.number("vocabulary");
      if (length < 0 || length > LONGEST_TOKEN) {
        throw ModelFault.damaged("token " + i + " of " + length + " bytes");
      }
      byte[] token = in.read(length, "vocabulary");
      space |= length == 1 && token[0] == ' ';
    }
    if (!space) {
      throw ModelFault.damaged("a vocabulary without a space");
    }
  }
}
