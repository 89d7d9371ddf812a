package dev.steno.audio;

/**
 * Follows a decoding, and can end it. Called from the thread that decodes, several times a second.
 */
public interface DecodeListener {

  /**
   * Some more of the recording is decoded.
   *
   * @param decodedMillis how much, in milliseconds; never less than before
   * @param totalMillis the expected length in milliseconds, which may be an estimate, or -1 while
   *     there is none
   */
  void decoded(long decodedMillis, long totalMillis);

  /** Whether nobody wants the result any more. */
  boolean cancelled();
}
