package dev.steno.transcript;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the recogniser said in one go. A segment never changes once it was told.
 *
 * @param index its place in the transcript, from 0, without gaps
 * @param startMillis where it begins, in milliseconds from the start of the recording
 * @param endMillis where it ends
 * @param text what was said
 * @param words the words with their times; empty where the engine has none
 * @param speaker the speaker's id, or {@code null} where speakers were not told apart
 */
public record Segment(
    int index,
    long startMillis,
    long endMillis,
    String text,
    List<Word> words,
    @Nullable String speaker) {

  /** Keeps its own copy of the words. */
  public Segment {
    words = List.copyOf(words);
  }
}
