package dev.steno.engine;

import dev.steno.audio.SpeechIntervals;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Guarantees what readers, editors and subtitles rely on: the words of a segment come one after the
 * other, lie inside it and lie where somebody speaks. Engines mostly keep to that by themselves.
 * Words are moved, never dropped, changed or invented; those whose times had to be guessed are
 * marked as estimated.
 */
public class WordAligner {

  /**
   * Puts the words of a segment in order and inside it. What does not fit is marked as estimated.
   *
   * @return the same segment where nothing had to be moved
   */
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
        : timed(segment, start, end, words);
  }

  /**
   * Puts the words of a segment in order, inside it and at the speech. Where words were moved, the
   * segment begins with the first and ends with the last of them, never wider than before. Aligning
   * once more changes nothing, and no other segment matters: it can be repeated at any time.
   *
   * @param speech where somebody speaks in the recording
   * @return the same segment where nothing had to be moved, or where it has no words
   */
  public Segment align(Segment segment, SpeechIntervals speech) {
    Segment ordered = align(segment);
    if (ordered.words().isEmpty()) {
      return ordered;
    }
    List<Word> words = new WordPlacement(ordered, speech).words();
    return words.equals(segment.words())
        ? ordered
        : timed(
            segment, words.get(0).startMillis(), words.get(words.size() - 1).endMillis(), words);
  }

  private static Segment timed(Segment segment, long start, long end, List<Word> words) {
    return new Segment(
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
