package dev.steno.engine.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The weights of a matrix, row after row; a vector is a matrix of one row. */
interface Rows {

  /** Nothing but zeros. */
  Rows ZEROS = row -> null;

  /** The weights of one row, or {@code null} where all of them are zero. */
  float @Nullable [] row(int row);

  /** One row whose weights are all the same. */
  static Rows filled(int weights, double value) {
    float[] row = new float[weights];
    Arrays.fill(row, (float) value);
    return index -> row;
  }
}
