package dev.steno.engine.remote;

import org.jspecify.annotations.Nullable;

/** What the other server sent is not what was asked for. The message repeats nothing of it. */
final class UnreadableAnswerException extends Exception {

  UnreadableAnswerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
