package dev.steno.engine.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A whole model file: every tensor of a Whisper network under its name, zero where nothing else is
 * given. There are 11 + 15 for each layer of the encoder + 24 for each layer of the decoder.
 * Matrices have the form of the file; convolutions are 16-bit floats (32-bit ones in a file of
 * 32-bit floats); biases, norms and positions are always 32-bit floats.
 */
final class NetworkFile {

  private static final int KERNEL = 3;

  private final GgmlWriter out;
  private final ModelDimensions dimensions;
  private final WeightType matrices;
  private final Map<String, Rows> weights;

  private NetworkFile(
      GgmlWriter out, ModelDimensions dimensions, WeightType matrices, Map<String, Rows> weights) {
    this.out = out;
    this.dimensions = dimensions;
    this.matrices = matrices;
    this.weights = weights;
  }

  /** Writes the file; {@code weights} holds the tensors, by name, that are not zero. */
  static void write(
      Path path,
      ModelDimensions dimensions,
      WeightType matrices,
      List<byte[]> vocabulary,
      Map<String, Rows> weights)
      throws IOException {
    try (GgmlWriter out = new GgmlWriter(path)) {
      out.header(dimensions, matrices);
      out.melFilters(dimensions.mels());
      out.vocabulary(vocabulary);
      NetworkFile network = new NetworkFile(out, dimensions, matrices, weights);
      network.encoder();
      network.decoder();
    }
  }

  private void encoder() throws IOException {
    int width = dimensions.audioState();
    vectors("encoder.positional_embedding", width, dimensions.audioContext());
    convolution("encoder.conv1", dimensions.mels(), width);
    convolution("encoder.conv2", width, width);
    for (int layer = 0; layer < dimensions.audioLayers(); layer++) {
      String block = "encoder.blocks." + layer + ".";
      attention(block + "attn", width);
      perceptron(block, width);
    }
    norm("encoder.ln_post", width);
  }

  private void decoder() throws IOException {
    int width = dimensions.textState();
    vectors("decoder.positional_embedding", width, dimensions.textContext());
    matrix("decoder.token_embedding.weight", width, dimensions.vocabulary());
    for (int layer = 0; layer < dimensions.textLayers(); layer++) {
      String block = "decoder.blocks." + layer + ".";
      attention(block + "attn", width);
      attention(block + "cross_attn", width);
      perceptron(block, width);
    }
    norm("decoder.ln", width);
  }

  /** Attention, with the norm before it; keys have no bias. */
  private void attention(String name, int width) throws IOException {
    norm(name + "_ln", width);
    linear(name + ".query", width, width);
    matrix(name + ".key.weight", width, width);
    linear(name + ".value", width, width);
    linear(name + ".out", width, width);
  }

  /** Two matrices with the activation between them, and the norm before them. */
  private void perceptron(String block, int width) throws IOException {
    norm(block + "mlp_ln", width);
    linear(block + "mlp.0", width, 4 * width);
    linear(block + "mlp.2", 4 * width, width);
  }

  private void convolution(String name, int from, int to) throws IOException {
    WeightType type = matrices == WeightType.F32 ? WeightType.F32 : WeightType.F16;
    tensor(name + ".weight", type, KERNEL, from, to);
    vectors(name + ".bias", 1, to);
  }

  private void linear(String name, int from, int to) throws IOException {
    matrix(name + ".weight", from, to);
    vectors(name + ".bias", to);
  }

  private void norm(String name, int width) throws IOException {
    vectors(name + ".weight", width);
    vectors(name + ".bias", width);
  }

  private void matrix(String name, int columns, int rows) throws IOException {
    tensor(name, matrices, columns, rows);
  }

  private void vectors(String name, int... shape) throws IOException {
    tensor(name, WeightType.F32, shape);
  }

  private void tensor(String name, WeightType type, int... shape) throws IOException {
    out.tensor(name, type, weights.getOrDefault(name, Rows.ZEROS), shape);
  }
}
