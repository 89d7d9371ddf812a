package dev.steno.engine;

import java.util.List;

/**
 * The port every engine implements: speech in, words out. Implementations are safe for as many
 * callers at once as {@link #concurrency()} says; a further caller waits.
 */
public interface SpeechRecognizer {

  /** What this engine is. */
  EngineDescription description();

  /** How many chunks may usefully be in flight at once; at least 1. */
  int concurrency();

  /**
   * Recognises one chunk, from a fresh state, so that the answer depends on the chunk alone.
   *
   * @param samples 16 kHz, mono
   * @param options the same for every chunk of a recording
   * @param listener told of the work as it is done, and asked whether to stop
   * @return what was said, in order; times in milliseconds from the start of the chunk
   * @throws dev.steno.problem.ProblemException with {@code ENGINE_CRASHED}, {@code OUT_OF_MEMORY},
   *     {@code MODEL_UNAVAILABLE} or {@code LANGUAGE_UNSUPPORTED}
   * @throws java.util.concurrent.CancellationException when the listener asked to stop; within one
   *     second, and with nothing left running
   */
  List<Utterance> recognize(
      short[] samples, RecognitionOptions options, RecognitionListener listener);
}
