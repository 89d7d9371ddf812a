package dev.steno.engine.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Reads the tensors, in whatever order they come: the number of sizes, the length of the name, the
 * form, the sizes, the name, the weights. Each must be one that the network has, and each must be
 * there once.
 */
final class TensorReader {

  private static final String PART = "tensors";

  /** The library has room for so many, and does not look. */
  private static final int MOST_SIZES = 4;

  /** The longest name has 41 bytes. */
  private static final int LONGEST_NAME = 64;

  private final ModelBytes in;
  private final Map<String, Tensor> missing;

  private TensorReader(ModelBytes in, Map<String, Tensor> expected) {
    this.in = in;
    this.missing = expected;
  }

  /** Reads until the end of the file. */
  static void readAll(ModelBytes in, ModelHeader header) throws IOException {
    if (in.remaining() == 0) {
      throw ModelFault.unsupported(
          "The model file holds no weights; it was made to test programs with.",
          "Ends after the vocabulary");
    }
    TensorReader reader = new TensorReader(in, Network.tensors(header));
    while (!reader.missing.isEmpty()) {
      reader.read();
    }
    if (in.remaining() > 0) {
      throw ModelFault.damaged(in.remaining() + " bytes after its last tensor");
    }
  }

  private void read() throws IOException {
    if (in.remaining() == 0) {
      throw ModelFault.incomplete("lacks " + missing.size() + " of its tensors");
    }
    long start = in.position();
    int sizes = in.number(PART);
    int nameLength = in.number(PART);
    int form = in.number(PART);
    if (sizes < 1 || sizes > MOST_SIZES || nameLength < 1 || nameLength > LONGEST_NAME) {
      throw ModelFault.damaged("no tensor at byte " + start);
    }
    int[] shape = new int[sizes];
    for (int i = 0; i < sizes; i++) {
      shape[i] = in.number(PART);
    }
    String name = new String(in.read(nameLength, PART), StandardCharsets.ISO_8859_1);
    Tensor expected = missing.remove(name);
    if (expected == null) {
      throw ModelFault.damaged("an unknown tensor, or one twice, at byte " + start);
    }
    if (!expected.hasShape(shape)) {
      throw ModelFault.damaged(
          name + " of shape " + Arrays.toString(shape) + " instead of " + expected.shape());
    }
    if (form != expected.type().tensorCode()) {
      throw ModelFault.damaged(name + " in form " + form + " instead of " + expected.type());
    }
    in.skip(expected.bytes(), PART);
  }
}
