package dev.steno.engine.model;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A transfer failed in a way that another attempt may get over. */
final class BrokenTransferException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Duration retryAfter;

  /**
   * A failure.
   *
   * @param reason for the administrator: no addresses, no secrets
   * @param retryAfter when the hub wants to be asked again, if it said so
   */
  BrokenTransferException(String reason, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(reason, cause);
    this.retryAfter = retryAfter;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
