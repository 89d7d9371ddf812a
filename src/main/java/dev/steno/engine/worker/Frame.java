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
  int PROTOCOL_VERSION = 1;

  /** The longest frame to a worker: 8 minutes of audio. */
  int MOST_REQUEST_BYTES = 16 << 20;

  /** The longest frame from a worker: an utterance of many thousand words. */
  int MOST_ANSWER_BYTES = 1 << 20;

  /**
   * To the worker: recognise this.
   *
   * @param id tells the answers of one chunk from those of another
   */
  record Recognize(long id, RecognitionOptions options, Samples samples) implements Frame {}

  /** From the worker, once, when its engine is loaded and passed its test. */
  record Hello(String engine, String model) implements Frame {}

  /** So many milliseconds of the chunk are done. */
  record Progress(long id, long millis) implements Frame {}

  /** This was said. */
  record Heard(long id, Utterance utterance) implements Frame {}

  /** The chunk is done. */
  record Done(long id) implements Frame {}

  /**
   * It did not work.
   *
   * @param id of the chunk, or 0 while the engine is loaded
   * @param detail empty where there is none
   */
  record Problem(long id, ErrorCode code, String message, String detail) implements Frame {}
}
