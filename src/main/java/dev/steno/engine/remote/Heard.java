package dev.steno.engine.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the other server heard, as it says it. Times are milliseconds from the start of the chunk,
 * {@link #UNTIMED} where there are none, and may be wrong in any way.
 *
 * @param text everything; empty where it heard nothing
 * @param language as the server names it; empty where it does not
 * @param segments its parts; empty where the server knows none
 * @param words the words of all segments, where the server keeps them apart from the segments
 */
record Heard(String text, String language, List<Segment> segments, List<Word> words) {

  /** Where there is no time. */
  static final long UNTIMED = -1;

  /**
   * A part.
   *
   * @param text with white space at its ends
   * @param words its words, where the server tells them within the segment
   * @param averageLogProbability of its tokens; not a number where it is not told, as the next ones
   * @param noSpeechProbability how likely nobody spoke
   * @param compressionRatio how well the text can be compressed: high where words repeat
   */
  record Segment(
      long startMillis,
      long endMillis,
      String text,
      List<Word> words,
      double averageLogProbability,
      double noSpeechProbability,
      double compressionRatio) {

    /** Keeps its own copy of the words. */
    Segment {
      words = List.copyOf(words);
    }

    /** A part of which only the text and the time are known. */
    Segment(long startMillis, long endMillis, String text, List<Word> words) {
      this(startMillis, endMillis, text, words, Double.NaN, Double.NaN, Double.NaN);
    }

    Segment withWords(List<Word> others) {
      return new Segment(
          startMillis,
          endMillis,
          text,
          others,
          averageLogProbability,
          noSpeechProbability,
          compressionRatio);
    }
  }

  /**
   * A word, or a part of one: servers disagree on punctuation, white space and syllables.
   *
   * @param probability 0 to 1, or {@code null} where it is not told
   */
  record Word(String text, long startMillis, long endMillis, @Nullable Double probability) {

    boolean isTimed() {
      return startMillis != UNTIMED && endMillis != UNTIMED;
    }
  }

  /** Keeps its own copies of the lists. */
  Heard {
    segments = List.copyOf(segments);
    words = List.copyOf(words);
  }
}
