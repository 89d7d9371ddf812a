package dev.steno.engine.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Weights with which a Whisper decoder follows a chain of tokens whatever it hears. All attention
 * is zero; only the first perceptron does something:
 *
 * <ul>
 *   <li>Every token of the chain has a dimension of its own, and its embedding is 1 there.
 *   <li>The norm of a vector that is 1 in one of d dimensions is √(d-1) there and -1/√(d-1) in the
 *       others. The first matrix is the identity with a bias of -√(d-1)/2, so that after the
 *       activation √(d-1)/2 is left in that dimension and next to nothing in the others.
 *   <li>The second matrix leads from a token's dimension to those of its followers, times
 *       40/√(d-1): 20 for a follower that is wanted by 1.
 *   <li>The last norm makes √(d-1) of it, times the gain; the embeddings, used the other way round,
 *       make it the logit of the follower. Tokens outside of the chain have no embedding: logit 0.
 * </ul>
 */
final class ChainWeights {

  /** What the perceptron adds for a follower, while the token itself is 1. */
  private static final double PUSH = 20;

  /** The logit of a follower that stands alone: its share among 51,865 tokens is 1 - 1e-9. */
  private static final double LOGIT = 32;

  private ChainWeights() {}

  /** The tensors that are not zero, by name, for a decoder of the given width. */
  static Map<String, Rows> of(TokenChain chain, int width) {
    if (chain.places().size() > width) {
      throw new IllegalArgumentException(
          chain.places().size() + " tokens do not fit into a network of width " + width);
    }
    double norm = Math.sqrt(width - 1);
    Map<String, Rows> weights = new HashMap<>();
    weights.put("decoder.token_embedding.weight", embedding(chain, width));
    weights.put("decoder.blocks.0.mlp_ln.weight", Rows.filled(width, 1));
    weights.put("decoder.blocks.0.mlp.0.weight", row -> row < width ? one(row, width) : null);
    weights.put("decoder.blocks.0.mlp.0.bias", bias(width, -norm / 2));
    weights.put("decoder.blocks.0.mlp.2.weight", followers(chain, width, 2 * PUSH / norm));
    weights.put("decoder.ln.weight", Rows.filled(width, LOGIT / norm));
    return weights;
  }

  private static Rows embedding(TokenChain chain, int width) {
    return token -> {
      Integer place = chain.places().get(token);
      return place == null ? null : one(place, width);
    };
  }

  /** The bias of the first matrix, which is four times as wide. */
  private static Rows bias(int width, double value) {
    float[] bias = new float[4 * width];
    Arrays.fill(bias, 0, width, (float) value);
    return row -> bias;
  }

  private static Rows followers(TokenChain chain, int width, double weight) {
    float[][] matrix = new float[width][4 * width];
    chain
        .followers()
        .forEach(
            (token, next) ->
                next.forEach(
                    (follower, wanted) ->
                        matrix[place(chain, follower)][place(chain, token)] =
                            (float) (weight * wanted)));
    return row -> matrix[row];
  }

  private static int place(TokenChain chain, int token) {
    return Objects.requireNonNull(chain.places().get(token));
  }

  private static float[] one(int place, int width) {
    float[] row = new float[width];
    row[place] = 1;
    return row;
  }
}
