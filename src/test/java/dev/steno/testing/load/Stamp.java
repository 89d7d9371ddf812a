package dev.steno.testing.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * What a message carries for the measurement, inside a text that the server passes on as it is:
 * when it happened, and which segment of its task it is. Found without reading the JSON around it.
 */
final class Stamp {

  private static final byte[] MARK = "@@".getBytes(StandardCharsets.US_ASCII);

  private Stamp() {}

  /**
   * A text that carries a stamp of now.
   *
   * @param ordinal the number of the segment within its task, from 1; 0 for what is no segment
   * @param length of the text, in characters, where the stamp leaves room
   */
  static String text(long ordinal, int length) {
    String stamp = "@@" + micros() + " " + ordinal + " ";
    return stamp + "x".repeat(Math.max(0, length - stamp.length()));
  }

  /** The wall clock in microseconds, which processes of one machine share. */
  static long micros() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toMicros(now.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(now.getNano());
  }

  /** Where the stamp of a message begins, or -1 where it has none. */
  static int find(byte[] message, int from, int to) {
    return Scan.after(message, from, to, MARK);
  }

  /** When it happened, in microseconds. */
  static long happened(byte[] message, int stamp) {
    return Scan.number(message, stamp);
  }

  /** Which segment of its task it is. */
  static long ordinal(byte[] message, int stamp) {
    int space = stamp;
    while (message[space] != ' ') {
      space++;
    }
    return Scan.number(message, space + 1);
  }
}
