package dev.steno.pipeline;

/**
 * A mean that gives less weight to what is longer ago. The exponentially weighted mean of tqdm
 * ({@code EMA} in {@code tqdm/std.py}, https://github.com/tqdm/tqdm), with weights that fade with
 * time instead of with the number of calls: dividing by the sum of the weights corrects the bias
 * towards 0 of a mean that has just begun.
 */
final class FadingMean {

  private double sum;
  private double weight;

  /**
   * One more measurement.
   *
   * @param value what was measured
   * @param millis how long it lasted, up to now
   * @param memoryMillis what is so long ago counts for 37 % of what is now
   */
  void add(double value, double millis, double memoryMillis) {
    double fades = Math.exp(-millis / memoryMillis);
    sum = sum * fades + value * (1 - fades);
    weight = weight * fades + 1 - fades;
  }

  /** The mean, or 0 where nothing was measured. */
  double value() {
    return weight == 0 ? 0 : sum / weight;
  }
}
