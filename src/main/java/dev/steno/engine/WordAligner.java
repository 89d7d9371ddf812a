package dev.steno.engine;

import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Guarantees what readers, editors and subtitles rely on: the words of a segment come one after the
 * other and lie inside it. Engines mostly keep to that by themselves; what does not fit is moved,
 * never dropped, and marked as estimated.
 */
public final class WordAligner {

  /** The segment with its words in place; the same one where they are already. */
  public Segment align(Segment segment) {
    long start = segment.startMillis();
    long end = Math.max(start, segment.endMillis());
    List<Word> words = new ArrayList<>();
    long earliest = start;
    for (Word word : segment.words()) {
      Word placed = placed(word, earliest, end);
      words.add(placed);
      earliest = placed.endMillis();
    }
    return end == segment.endMillis() && words.equals(segment.words())
        ? segment
        : new Segment(
            segment.index(), start, end, segment.text(), words, segment.speaker(), segment.note());
  }

  private static Word placed(Word word, long earliest, long latest) {
    long start = Math.max(earliest, Math.min(latest, word.startMillis()));
    long end = Math.max(start, Math.min(latest, word.endMillis()));
    return start == word.startMillis() && end == word.endMillis()
        ? word
        : new Word(word.text(), start, end, word.probability(), true);
  }
}
