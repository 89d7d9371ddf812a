package dev.steno.engine.model;

import java.util.Arrays;
import java.util.List;

/**
 * The shape and form of a tensor. Sizes come with the one first whose weights are neighbours; sizes
 * of 1 at the end say nothing.
 */
record Tensor(WeightType type, List<Integer> shape) {

  /** A tensor of these sizes. */
  static Tensor of(WeightType type, int... shape) {
    return new Tensor(type, Arrays.stream(shape).boxed().toList());
  }

  /** Whether sizes read from a file mean this shape. */
  boolean hasShape(int... sizes) {
    for (int i = 0; i < Math.max(sizes.length, shape.size()); i++) {
      int expected = i < shape.size() ? shape.get(i) : 1;
      int found = i < sizes.length ? sizes[i] : 1;
      if (found != expected) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of its weights. */
  long bytes() {
    return type.bytes(shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
  }
}
