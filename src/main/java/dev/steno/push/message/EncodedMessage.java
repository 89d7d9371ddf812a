package dev.steno.push.message;

import dev.steno.progress.Stage;
import java.nio.charset.StandardCharsets;

/**
 * A message as it goes over the wire, encoded once for everybody.
 *
 * @param text the JSON
 * @param bytes its length in UTF-8
 * @param seq its number in the log of the task, or 0 where it has none
 * @param kind what may become of it while it waits
 */
public record EncodedMessage(String text, int bytes, long seq, Kind kind) {

  /** What may become of a message while it waits for a slow client. */
  public enum Kind {
    /** It is always sent. */
    PLAIN,
    /** Newer progress takes its place. */
    PROGRESS,
    /** It takes the place of older progress, and is always sent. */
    FINAL_PROGRESS
  }

  static EncodedMessage of(ServerMessage message, String text, long seq) {
    return new EncodedMessage(
        text, text.getBytes(StandardCharsets.UTF_8).length, seq, kindOf(message));
  }

  private static Kind kindOf(ServerMessage message) {
    if (message instanceof ServerMessage.Progress progress) {
      return progress.stage() == Stage.COMPLETE ? Kind.FINAL_PROGRESS : Kind.PROGRESS;
    }
    return Kind.PLAIN;
  }
}
