package dev.steno.engine.model;

/**
 * A sentence that a crafted model tells.
 *
 * @param text what it says
 * @param start when it begins, in seconds from the start of the window
 * @param end when it ends, in seconds from the start of the window
 */
record Told(String text, double start, double end) {

  /** Whisper hears windows of so many seconds. */
  static final double WINDOW = 30;

  Told {
    if (text.isBlank() || start < 0 || end <= start || end > WINDOW) {
      throw new IllegalArgumentException("No sentence of a window: " + start + "-" + end + text);
    }
  }

  /** Reads "0-2.5 Good morning". */
  static Told parse(String sentence) {
    String[] parts = sentence.split("[- ]", 3);
    return new Told(parts[2], Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
  }
}
