package dev.steno.testing.load;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Medians of several measurements. */
final class Medians {

  private Medians() {}

  /** The median of one figure of each; the lower of two in the middle. */
  static <T> double of(List<T> measured, ToDoubleFunction<T> figure) {
    double[] sorted = measured.stream().mapToDouble(figure).sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }
}
