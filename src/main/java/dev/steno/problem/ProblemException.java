package dev.steno.problem;

import org.jspecify.annotations.Nullable;

/** Something went wrong in a way that a person should be told about. */
public class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String technicalDetail;

  /** A problem with nothing technical to add. */
  public ProblemException(ErrorCode code, String userMessage) {
    this(code, userMessage, null, null);
  }

  /**
   * A problem.
   *
   * @param code the stable code
   * @param userMessage a sentence for the person: what happened, and what to do next
   * @param technicalDetail for the administrator; no paths, no stack traces, no secrets
   * @param cause what was caught, for the log only
   */
  public ProblemException(
      ErrorCode code,
      String userMessage,
      @Nullable String technicalDetail,
      @Nullable Throwable cause) {
    super(userMessage, cause);
    this.code = code;
    this.technicalDetail = technicalDetail;
  }

  /** The stable code. */
  public ErrorCode code() {
    return code;
  }

  /** A sentence for the person: what happened, and what to do next. */
  public String userMessage() {
    return String.valueOf(getMessage());
  }

  /** For the administrator, or {@code null}. */
  public @Nullable String technicalDetail() {
    return technicalDetail;
  }
}
