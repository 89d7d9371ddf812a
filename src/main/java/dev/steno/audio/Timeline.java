package dev.steno.audio;

/**
 * Keeps the decoded samples in step with the recording's own clock. Where a recording has holes (a
 * muted microphone sends nothing; sound begins after the picture), silence takes their place, so
 * that the transcript's times fit what a player shows.
 */
final class Timeline {

  /** Smaller differences are rounding and jitter: a quarter of a second, in samples. */
  static final long TOLERANCE = PcmAudio.SAMPLE_RATE / 4;

  /** Without a known length, a hole longer than ten minutes is taken for a broken clock. */
  static final long LONGEST_HOLE = 600L * PcmAudio.SAMPLE_RATE;

  private final long end;
  private long correction;

  /**
   * A timeline.
   *
   * @param totalMillis the recording's length in milliseconds, or -1
   */
  Timeline(long totalMillis) {
    this.end = totalMillis < 0 ? -1 : totalMillis * PcmAudio.SAMPLE_RATE / 1000;
  }

  /**
   * How much silence belongs before a frame.
   *
   * @param position where the frame says it lies, in samples from the beginning
   * @param written how many samples there are so far
   */
  long silenceBefore(long position, long written) {
    long hole = position + correction - written;
    if (Math.abs(hole) <= TOLERANCE) {
      return 0;
    }
    boolean believable =
        hole > 0 && (end < 0 ? hole <= LONGEST_HOLE : written + hole <= end + PcmAudio.SAMPLE_RATE);
    if (believable) {
      return hole;
    }
    // The clock jumped, as it does where recordings were joined: go on from here.
    correction -= hole;
    return 0;
  }
}
