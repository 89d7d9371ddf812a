package dev.steno.engine;

import dev.steno.transcript.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something an engine heard in one go.
 *
 * @param startMillis where it begins, in milliseconds from the start of the chunk
 * @param endMillis where it ends
 * @param text what was said, never blank
 * @param words its words with their times, in order, inside the utterance; empty where the engine
 *     has none
 * @param note one sentence for readers, for example that repeated words were removed, or {@code
 *     null}
 */
public record Utterance(
    long startMillis, long endMillis, String text, List<Word> words, @Nullable String note) {

  /** An utterance with nothing to note. */
  public Utterance(long startMillis, long endMillis, String text, List<Word> words) {
    this(startMillis, endMillis, text, words, null);
  }

  /** Keeps its own copy of the words. */
  public Utterance {
    words = List.copyOf(words);
  }
}
