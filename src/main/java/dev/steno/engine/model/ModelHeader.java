package dev.steno.engine.model;

import java.io.IOException;
import java.util.Arrays;

/**
 * The first twelve numbers of a model file.
 *
 * @param dimensions the sizes of the network
 * @param weights the form of its matrices
 */
record ModelHeader(ModelDimensions dimensions, WeightType weights) {

  private static final String PART = "header";

  /** "ggml", read as a number. */
  private static final int GGML = 0x67676d6c;

  /** "GGUF", read as a number: the newer format of the same makers. */
  private static final int GGUF = 0x46554747;

  /** Steps of 20 ms in a window of 30 seconds. */
  private static final int AUDIO_CONTEXT = 1500;

  private static final int TEXT_CONTEXT = 448;

  /** Published models have up to 1280. */
  private static final int WIDEST = 2048;

  /** Published models have up to 32; with 64 the library's graph is full and it aborts. */
  private static final int MOST_LAYERS = 48;

  private static final int FEW_MELS = 80;
  private static final int MANY_MELS = 128;

  /** A quantised file's form is the form plus this times the version of the quantisation. */
  private static final int VERSION_FACTOR = 1000;

  /** The version of the blocks that {@link WeightType} describes (GGML_QNT_VERSION). */
  private static final int NEWEST_VERSION = 2;

  static ModelHeader read(ModelBytes in) throws IOException {
    int magic = in.number(PART);
    if (magic == GGUF) {
      throw ModelFault.foreign("A GGUF file; whisper.cpp reads only its own ggml format");
    }
    if (magic != GGML) {
      throw ModelFault.foreign(String.format("Begins with %08X instead of ggml", magic));
    }
    ModelDimensions dimensions =
        new ModelDimensions(
            in.number(PART),
            in.number(PART),
            in.number(PART),
            in.number(PART),
            in.number(PART),
            in.number(PART),
            in.number(PART),
            in.number(PART),
            in.number(PART),
            in.number(PART));
    check(dimensions);
    return new ModelHeader(dimensions, form(in.number(PART), dimensions.textState()));
  }

  private static void check(ModelDimensions d) {
    if (d.vocabulary() < ModelDimensions.ENGLISH
        || d.vocabulary() > ModelDimensions.HUNDRED_LANGUAGES) {
      throw ModelFault.foreign("A ggml file with " + d.vocabulary() + " tokens, as no Whisper has");
    }
    require(d.audioContext() == AUDIO_CONTEXT, "an audio context of", d.audioContext());
    require(d.textContext() == TEXT_CONTEXT, "a text context of", d.textContext());
    require(d.audioState() > 0 && d.audioState() <= WIDEST, "a width of", d.audioState());
    require(d.textState() == d.audioState(), "a decoder of width", d.textState());
    require(shares(d.audioState(), d.audioHeads()), "an encoder with heads:", d.audioHeads());
    require(shares(d.textState(), d.textHeads()), "a decoder with heads:", d.textHeads());
    require(layers(d.audioLayers()), "an encoder with layers:", d.audioLayers());
    require(layers(d.textLayers()), "a decoder with layers:", d.textLayers());
    require(d.mels() == FEW_MELS || d.mels() == MANY_MELS, "a number of mels:", d.mels());
  }

  private static boolean shares(int width, int heads) {
    return heads > 0 && width % heads == 0;
  }

  private static boolean layers(int count) {
    return count > 0 && count <= MOST_LAYERS;
  }

  private static void require(boolean right, String what, int value) {
    if (!right) {
      throw ModelFault.damaged(what + " " + value);
    }
  }

  private static WeightType form(int number, int width) {
    int version = number / VERSION_FACTOR;
    WeightType weights =
        Arrays.stream(WeightType.values())
            .filter(type -> type.fileCode() == number % VERSION_FACTOR)
            .findFirst()
            .orElseThrow(() -> unknown(number));
    if (version > NEWEST_VERSION) {
      throw unknown(number);
    }
    if (weights == WeightType.F32) {
      throw ModelFault.unsupported(
          "The model file holds 32-bit weights, which the speech engine cannot run.",
          "whisper.cpp 1.7.1 aborts in the first convolution (im2col needs 16-bit weights)");
    }
    require(width % weights.blockWeights() == 0, "blocks that do not fit into a width of", width);
    return weights;
  }

  private static RuntimeException unknown(int number) {
    return ModelFault.unsupported(
        "The model file holds weights in a form that the speech engine does not know.",
        "Form " + number);
  }
}
