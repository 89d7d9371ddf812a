package dev.steno.transcript;

import org.jspecify.annotations.Nullable;

/**
 * One recognised word.
 *
 * @param text the word as it is written, without surrounding space
 * @param startMillis where it begins, in milliseconds from the start of the recording (or of the
 *     chunk, where an engine answers for one chunk)
 * @param endMillis where it ends, never before {@code startMillis}
 * @param probability the engine's confidence, 0 to 1, or {@code null} where it has none worth
 *     telling
 * @param estimated whether the times were guessed rather than measured
 */
public record Word(
    String text,
    long startMillis,
    long endMillis,
    @Nullable Double probability,
    boolean estimated) {

  /** Refuses a word that ends before it begins. */
  public Word {
    if (endMillis < startMillis) {
      throw new IllegalArgumentException("a word cannot end before it begins: " + text);
    }
  }

  /** The same word, {@code millis} later. */
  public Word shifted(long millis) {
    return new Word(text, startMillis + millis, endMillis + millis, probability, estimated);
  }
}
