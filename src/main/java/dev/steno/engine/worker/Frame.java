package dev.steno.engine.worker;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.Utterance;
import dev.steno.problem.ErrorCode;

/**
 * What server and worker say to each other. On the wire a frame is the length of what follows (4
 * bytes), its type (1 byte) and its fields; numbers are big-endian as in {@link
 * java.io.DataOutput}, text is UTF-8 after its length in bytes, samples are 16-bit little-endian.
 */
sealed interface Frame {

  /** Changes with every change of the wire; the first field of {@link Hello}, for ever. */
  int PROTOCOL_VERSION = 2;

  /** The longest frame to a worker: 17 minutes of audio. */
  int MOST_REQUEST_BYTES = 32 << 20;

  /** The longest frame from a worker: an utterance of many thousand words. */
  int MOST_ANSWER_BYTES = 1 << 20;

  /** What a worker is asked. Its id tells the answers to one request from those to another. */
  sealed interface Request extends Frame {

    /** The id that the answers carry. */
    long id();
  }

  /** Recognise this. Answered by progress and what was heard, then done. */
  record Recognize(long id, RecognitionOptions options, Samples samples) implements Request {}

  /** What language is this? Answered by what was detected. */
  record Detect(long id, Samples samples) implements Request {}

  /** Are you there? Answered at once. */
  record Ping(long id) implements Request {}

  /** From the worker, once, when its engine is loaded and passed its test. */
  record Hello(String engine, String model) implements Frame {}

  /** So many milliseconds of the chunk are done. */
  record Progress(long id, long millis) implements Frame {}

  /** This was said. */
  record Heard(long id, Utterance utterance) implements Frame {}

  /** The chunk is done. */
  record Done(long id) implements Frame {}

  /** This language is spoken, by its ISO 639-1 code. */
  record Detected(long id, String language) implements Frame {}

  /** Yes. */
  record Pong(long id) implements Frame {}

  /**
   * It did not work.
   *
   * @param id of the chunk, or 0 while the engine is loaded
   * @param detail empty where there is none
   */
  record Problem(long id, ErrorCode code, String message, String detail) implements Frame {}
}
