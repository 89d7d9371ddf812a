package dev.steno.transcript;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the recogniser said in one go. Once it was told, its text never changes; only its times may
 * be told again, when the words are aligned.
 *
 * @param index its place in the transcript, from 0, without gaps
 * @param startMillis where it begins, in milliseconds from the start of the recording
 * @param endMillis where it ends
 * @param text what was said
 * @param words the words with their times; empty where the engine has none
 * @param speaker the speaker's id, or {@code null} where speakers were not told apart
 * @param note one sentence for readers, for example that repeated words were removed, or {@code
 *     null}
 */
public record Segment(
    int index,
    long startMillis,
    long endMillis,
    String text,
    List<Word> words,
    @Nullable String speaker,
    @Nullable String note) {

  /** A segment with nothing to note. */
  public Segment(
      int index,
      long startMillis,
      long endMillis,
      String text,
      List<Word> words,
      @Nullable String speaker) {
    this(index, startMillis, endMillis, text, words, speaker, null);
  }

  /** Keeps its own copy of the words. */
  public Segment {
    words = List.copyOf(words);
  }
}
