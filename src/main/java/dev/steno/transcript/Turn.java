package dev.steno.transcript;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people read and correct: what one speaker said in one go.
 *
 * @param id stable within the transcript
 * @param revision 0 as recognised, then one more with every correction
 * @param speaker the speaker's id, or {@code null} where speakers were not told apart
 * @param startMillis where it begins, in milliseconds from the start of the recording
 * @param endMillis where it ends
 * @param words the words in order
 * @param note one sentence or several for readers, for example that repeated words were removed, or
 *     {@code null}
 */
public record Turn(
    String id,
    int revision,
    @Nullable String speaker,
    long startMillis,
    long endMillis,
    List<Word> words,
    @Nullable String note) {

  /** A turn with nothing to note. */
  public Turn(
      String id,
      int revision,
      @Nullable String speaker,
      long startMillis,
      long endMillis,
      List<Word> words) {
    this(id, revision, speaker, startMillis, endMillis, words, null);
  }

  /** Keeps its own copy of the words. */
  public Turn {
    words = List.copyOf(words);
  }

  /** The words as one line. */
  public String text() {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }
}
