package dev.steno.engine.remote;

/** What the other server answered, whatever it was. */
final class RemoteAnswer {

  /** More than a hundred times what ten minutes of speech with word times need. */
  static final int MOST_BYTES = 4 << 20;

  private static final int FIRST_SUCCESS = 200;
  private static final int FIRST_REDIRECTION = 300;

  private final int status;
  private final byte[] body;

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param body at most one byte more than {@link #MOST_BYTES}, however long it was; not copied
   */
  RemoteAnswer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  boolean isSuccess() {
    return status >= FIRST_SUCCESS && status < FIRST_REDIRECTION;
  }

  boolean isTooLong() {
    return body.length > MOST_BYTES;
  }
}
