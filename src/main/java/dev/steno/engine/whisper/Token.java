package dev.steno.engine.whisper;

import java.io.ByteArrayOutputStream;

/** A piece of text that the model chose, usually a word or a part of one. */
final class Token {

  private static final byte SPACE = ' ';

  private final byte[] bytes;
  private final double probability;
  private final Times times;

  /**
   * A token.
   *
   * @param bytes its text in UTF-8; a character may go on in the next token
   * @param probability how sure the model was, 0 to 1
   * @param times when it was spoken
   */
  Token(byte[] bytes, double probability, Times times) {
    this.bytes = bytes.clone();
    this.probability = probability;
    this.times = times;
  }

  /**
   * When a token was spoken, in milliseconds from the start of the chunk; negative where that was
   * not computed.
   *
   * @param start where it begins
   * @param end where it ends
   * @param spoken when it had been spoken, measured on the model's attention (dynamic time warping)
   */
  record Times(long start, long end, long spoken) {}

  double probability() {
    return probability;
  }

  Times times() {
    return times;
  }

  /** Whether a word may begin with it. */
  boolean beginsWithSpace() {
    return bytes.length > 0 && bytes[0] == SPACE;
  }

  void writeTo(ByteArrayOutputStream out) {
    out.writeBytes(bytes);
  }
}
