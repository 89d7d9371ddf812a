package dev.steno.engine.worker;

import dev.steno.engine.EngineDescription;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.Utterance;

/**
 * The port of the worker's side: an engine that is in memory and ready. Used by one thread.
 *
 * <p>An engine may throw {@link dev.steno.problem.ProblemException} where it can take further
 * chunks; after anything else that it throws, its worker is replaced.
 */
public interface LoadedEngine {

  /** What it is. */
  EngineDescription description();

  /**
   * Recognises one chunk from a fresh state: the answer depends on the chunk alone.
   *
   * @param samples 16 kHz, mono; any number, none included
   * @param options how
   * @param sink takes what comes out
   */
  void recognize(short[] samples, RecognitionOptions options, Sink sink);

  /**
   * Finds out what is spoken; only engines that know several languages are asked.
   *
   * @param samples 16 kHz, mono
   * @return the ISO 639-1 code of one of its languages
   */
  default String detectLanguage(short[] samples) {
    return description().languages().get(0);
  }

  /** Takes what an engine has to say about a chunk. Times are milliseconds from its start. */
  interface Sink {

    /** So much of the chunk is done. */
    void progress(long millis);

    /** This was said; utterances come in order. */
    void heard(Utterance utterance);
  }
}
