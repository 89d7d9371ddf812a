package dev.steno.engine;

/** The caller's ear while a chunk is recognised. Called on the caller's own thread. */
public interface RecognitionListener {

  /**
   * So much of the chunk is done.
   *
   * @param millis from the start of the chunk; never less than the time before
   */
  void recognized(long millis);

  /** Whether the work is no longer wanted; asked at least five times a second. */
  boolean cancelled();
}
