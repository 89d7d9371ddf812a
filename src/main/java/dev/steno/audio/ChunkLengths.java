package dev.steno.audio;

/**
 * How long the chunks of an engine should be, in milliseconds.
 *
 * @param least hardly less
 * @param wanted rather this, or up to five seconds more where a better pause is
 * @param whole what is not longer stays in one piece
 * @param longest never more, wherever it has to be cut
 */
public record ChunkLengths(int least, int wanted, int whole, int longest) {

  /**
   * For engines that work through their audio step by step: text grows steadily. Measured with CMU
   * Sphinx: cuts at pauses are what counts, up to 30 s.
   */
  public static final ChunkLengths SHORT = new ChunkLengths(6_000, 10_000, 15_000, 30_000);

  /**
   * For Whisper models, which always work on a window of 30 s, however little is in it, and are
   * better the more of it they hear at once.
   */
  public static final ChunkLengths WINDOW = new ChunkLengths(15_000, 23_000, 29_500, 29_500);

  /** The first chunk of a recording, so that people soon see text. */
  static final ChunkLengths FIRST = new ChunkLengths(4_000, 6_000, 10_000, 10_000);
}
