package dev.steno.engine.remote;

import java.util.BitSet;

/** The key to the other server. It is shown to nobody but that server. */
final class ApiKey {

  /** What hides it, and stands for it where it is hidden. */
  private static final String MASK = "***";

  /** So many characters in a row give a key away; servers like to repeat its beginning and end. */
  private static final int TELLING = 6;

  private final String value;

  /**
   * A key.
   *
   * @param value empty where the server wants none
   * @throws IllegalArgumentException for what cannot be sent in a header; without the value
   */
  ApiKey(String value) {
    if (value.chars().anyMatch(character -> character <= ' ' || character > '~')) {
      throw new IllegalArgumentException(
          "STENO_REMOTE_KEY has characters that no key has: only visible ASCII can be sent");
    }
    this.value = value;
  }

  boolean isEmpty() {
    return value.isEmpty();
  }

  /** For the header {@code Authorization}, RFC 6750. */
  String authorization() {
    return "Bearer " + value;
  }

  /** The text without the key and without telling parts of it. */
  String masked(String text) {
    BitSet telling = telling(text);
    StringBuilder masked = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (!telling.get(i)) {
        masked.append(text.charAt(i));
      } else if (i == 0 || !telling.get(i - 1)) {
        masked.append(MASK);
      }
    }
    return masked.toString();
  }

  private BitSet telling(String text) {
    BitSet telling = new BitSet();
    int length = Math.min(TELLING, value.length());
    for (int i = 0; length > 0 && i + length <= value.length(); i++) {
      String part = value.substring(i, i + length);
      for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
        telling.set(at, at + length);
      }
    }
    return telling;
  }

  @Override
  public String toString() {
    return MASK;
  }
}
