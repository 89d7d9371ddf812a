package dev.steno.problem;

/**
 * The stable codes by which programs tell problems apart. A code, once published, keeps its
 * meaning.
 */
public enum ErrorCode {
  /** The request cannot be understood. */
  BAD_REQUEST(400),
  /** A message on the socket cannot be understood. */
  BAD_MESSAGE(400),
  /** There is no such thing, or the caller may not know of it. */
  NOT_FOUND(404),
  /** The caller may not do this. */
  FORBIDDEN(403),
  /** The state of the task, or of the model, does not allow this now. */
  CONFLICT(409),
  /** Too many tasks wait already. */
  QUEUE_FULL(503),
  /** Speakers cannot be told apart on this server. */
  DIARIZATION_UNAVAILABLE(400),
  /** The content is no audio or video that can be read. */
  UNSUPPORTED_MEDIA(415),
  /** The recording has no content. */
  EMPTY_MEDIA(400),
  /** The recording has no audio track. */
  NO_AUDIO(422),
  /** The recording is larger than this server takes. */
  MEDIA_TOO_LARGE(413),
  /** The recording is damaged beyond reading. */
  DECODE_FAILED(422),
  /** The engine that was asked for is not here. */
  ENGINE_UNAVAILABLE(400),
  /** The model that was asked for is not here. */
  MODEL_UNAVAILABLE(400),
  /** The engine does not know the language. */
  LANGUAGE_UNSUPPORTED(400),
  /** The engine's process ended when it should not. */
  ENGINE_CRASHED(500),
  /** A child process needed more memory than it may have. */
  OUT_OF_MEMORY(500),
  /** Somebody cancelled the task. */
  CANCELLED(409),
  /** The address must not be fetched from. */
  URL_FORBIDDEN(403),
  /** A download failed. */
  DOWNLOAD_FAILED(502),
  /** The disk is full. */
  STORAGE_FULL(507),
  /** A fault of the server itself. */
  INTERNAL(500);

  private final int httpStatus;

  ErrorCode(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  /** The HTTP status that goes with the code where it is the answer to a request. */
  public int httpStatus() {
    return httpStatus;
  }
}
