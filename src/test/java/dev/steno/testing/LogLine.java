package dev.steno.testing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message that has a number in the log of its task.
 *
 * @param seq its number
 * @param type what it is
 * @param text the message as it goes over the wire
 */
public record LogLine(long seq, String type, String text) {

  private static final Pattern TYPE = Pattern.compile("\"type\":\"(\\w+)\"");

  /** The first one: the contract puts it before everything that people said. */
  private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

  /**
   * Reads a message of the server without making objects of all of it.
   *
   * @return empty where it has no number
   */
  public static Optional<LogLine> of(String message) {
    Matcher seq = SEQ.matcher(message);
    return seq.find()
        ? Optional.of(new LogLine(Long.parseLong(seq.group(1)), type(message), message))
        : Optional.empty();
  }

  /** The type of any message of the server. */
  public static String type(String message) {
    Matcher type = TYPE.matcher(message);
    if (!type.find()) {
      throw new AssertionError("a message without a type: " + message);
    }
    return type.group(1);
  }

  /** Whether newer progress takes its place. */
  public boolean isProgress() {
    return type.equals("progress");
  }
}
