package dev.steno.testing.load;

/** Looks into bytes of ASCII without making a text of them. */
final class Scan {

  private Scan() {}

  /** The place after the first occurrence of a pattern, or -1 where there is none. */
  static int after(byte[] bytes, int from, int to, byte[] pattern) {
    byte first = pattern[0];
    for (int start = from; start <= to - pattern.length; start++) {
      if (bytes[start] == first && matches(bytes, start, pattern)) {
        return start + pattern.length;
      }
    }
    return -1;
  }

  /** Whether a pattern stands at a place that has room for it. */
  static boolean matches(byte[] bytes, int start, byte[] pattern) {
    for (int at = 0; at < pattern.length; at++) {
      if (bytes[start + at] != pattern[at]) {
        return false;
      }
    }
    return true;
  }

  /** The digits that begin at a place; something else must follow them. */
  static long number(byte[] bytes, int start) {
    long number = 0;
    for (int at = start; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      number = number * 10 + bytes[at] - '0';
    }
    return number;
  }
}
