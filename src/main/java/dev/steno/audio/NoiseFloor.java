package dev.steno.audio;

/**
 * How loud the background is around each frame: a low percentile of the levels of some seconds
 * before and after it. Speech pauses often enough that its softest tenth is background; that is the
 * idea of minimum statistics (R. Martin, Noise power spectral density estimation based on optimal
 * smoothing and minimum statistics, IEEE Trans. Speech Audio Processing 9(5), 2001).
 */
final class NoiseFloor {

  /** Seven and a half seconds to each side, in frames. */
  private static final int REACH = 375;

  private static final double PERCENTILE = 0.1;

  /** Steps of the histogram for each dB. */
  private static final int STEPS = 2;

  private final float[] levels;
  private final int[] histogram = new int[(10 - (int) FrameLevels.SILENCE) * STEPS];
  private int counted;
  private int from;
  private int to;

  NoiseFloor(float[] levels) {
    this.levels = levels;
  }

  /**
   * The background around a frame, in dB below full scale.
   *
   * @param frame never before that of the last call
   */
  float at(int frame) {
    for (; to < Math.min(levels.length, frame + REACH); to++) {
      histogram[step(levels[to])]++;
      counted++;
    }
    for (; from < frame - REACH; from++) {
      histogram[step(levels[from])]--;
      counted--;
    }
    int wanted = (int) (counted * PERCENTILE);
    int below = 0;
    for (int step = 0; step < histogram.length; step++) {
      below += histogram[step];
      if (below > wanted) {
        return FrameLevels.SILENCE + (float) step / STEPS;
      }
    }
    return FrameLevels.SILENCE;
  }

  private int step(float level) {
    return Math.min(histogram.length - 1, (int) ((level - FrameLevels.SILENCE) * STEPS));
  }
}
