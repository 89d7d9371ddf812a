package dev.steno.pipeline;

/** How the stages of an attempt share its percentage: by what they cost. */
final class Shares {

  /** Where the last stage ends; 100 is for those who can read the transcript. */
  private static final int END = 99;

  /**
   * What aligning takes. Measured on an hour of speech: listening to it takes 0.9 s and placing its
   * 14,000 words 0.2 s, while the fastest recognition (Whisper tiny on two threads) takes 170 s and
   * CMU Sphinx 2,400 s. That is less than the smallest step there is.
   */
  static final int ALIGNING = 1;

  /** As measured: 1.1 s for an hour. */
  private static final double ALIGNING_TIME = 1.1 / 3600;

  /** Where recognising ends and aligning begins. */
  static final int RECOGNIZED = END - ALIGNING;

  private Shares() {}

  /** How long aligning takes, in milliseconds, for so many milliseconds of speech. */
  static double aligningMillis(long speechMillis) {
    return speechMillis * ALIGNING_TIME;
  }
}
