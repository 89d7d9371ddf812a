package dev.steno.engine.model;

import java.util.HashMap;
import java.util.Map;

/**
 * The tensors that a Whisper network of given dimensions has, by name: 11, and 15 for each layer of
 * the encoder, and 24 for each layer of the decoder. The converter writes matrices in the form of
 * the file, convolutions as 16-bit floats, and all else (biases, norms, positions) as 32-bit
 * floats; the quantize tool touches only the matrices.
 */
final class Network {

  private static final int KERNEL = 3;

  private final WeightType matrices;
  private final Map<String, Tensor> tensors = new HashMap<>();

  private Network(WeightType matrices) {
    this.matrices = matrices;
  }

  /** What a file with this header must hold. */
  static Map<String, Tensor> tensors(ModelHeader header) {
    Network network = new Network(header.weights());
    network.encoder(header.dimensions());
    network.decoder(header.dimensions());
    return network.tensors;
  }

  private void encoder(ModelDimensions d) {
    int width = d.audioState();
    floats("encoder.positional_embedding", width, d.audioContext());
    convolution("encoder.conv1", d.mels(), width);
    convolution("encoder.conv2", width, width);
    for (int layer = 0; layer < d.audioLayers(); layer++) {
      block("encoder.blocks." + layer, width);
    }
    norm("encoder.ln_post", width);
  }

  private void decoder(ModelDimensions d) {
    int width = d.textState();
    floats("decoder.positional_embedding", width, d.textContext());
    matrix("decoder.token_embedding.weight", width, d.vocabulary());
    for (int layer = 0; layer < d.textLayers(); layer++) {
      String name = "decoder.blocks." + layer;
      block(name, width);
      attention(name + ".cross_attn", width);
    }
    norm("decoder.ln", width);
  }

  /** What a layer of either side has. */
  private void block(String name, int width) {
    attention(name + ".attn", width);
    norm(name + ".mlp_ln", width);
    linear(name + ".mlp.0", width, 4 * width);
    linear(name + ".mlp.2", 4 * width, width);
  }

  /** Keys have no bias. */
  private void attention(String name, int width) {
    norm(name + "_ln", width);
    linear(name + ".query", width, width);
    matrix(name + ".key.weight", width, width);
    linear(name + ".value", width, width);
    linear(name + ".out", width, width);
  }

  /** The bias has a size of 1 before its own, so that it can be added to every step of time. */
  private void convolution(String name, int from, int to) {
    tensors.put(name + ".weight", Tensor.of(WeightType.F16, KERNEL, from, to));
    floats(name + ".bias", 1, to);
  }

  private void linear(String name, int from, int to) {
    matrix(name + ".weight", from, to);
    floats(name + ".bias", to);
  }

  private void norm(String name, int width) {
    floats(name + ".weight", width);
    floats(name + ".bias", width);
  }

  private void matrix(String name, int columns, int rows) {
    tensors.put(name, Tensor.of(matrices, columns, rows));
  }

  private void floats(String name, int... shape) {
    tensors.put(name, Tensor.of(WeightType.F32, shape));
  }
}
