package dev.steno.engine.worker;

import java.io.IOException;

/** The other side does not speak this protocol. The message is safe to show. */
final class FrameException extends IOException {

  private static final long serialVersionUID = 1L;

  FrameException(String message) {
    super(message);
  }
}
