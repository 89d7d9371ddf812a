package dev.steno.engine;

import dev.steno.audio.ChunkLengths;
import java.util.List;

/**
 * The port every engine implements: speech in, words out. Implementations are safe for as many
 * callers at once as {@link #concurrency()} says; a further caller waits.
 */
public interface SpeechRecognizer {

  /** What this engine is. */
  EngineDescription description();

  /** How long its chunks should be. */
  ChunkLengths chunkLengths();

  /** How many chunks may usefully be in flight at once; at least 1. */
  int concurrency();

  /**
   * Gets ready for a recording, for example by fetching its model; called before the first chunk.
   *
   * @param listener told where it takes its time
   * @throws dev.steno.problem.ProblemException with the reason where it cannot be used after all
   * @throws java.util.concurrent.CancellationException where the listener does not want to wait
   */
  default void prepare(PreparationListener listener) {}

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

  /**
   * Finds out what is spoken. Asked once for a recording whose language nobody named, on one of its
   * chunks, and only of engines that know several languages.
   *
   * @param samples 16 kHz, mono
   * @param listener asked whether to stop
   * @return the ISO 639-1 code of one of its languages
   * @throws dev.steno.problem.ProblemException as {@link #recognize} does
   * @throws java.util.concurrent.CancellationException as {@link #recognize} does
   */
  String detectLanguage(short[] samples, RecognitionListener listener);
}
