package dev.steno.engine.remote;

import dev.steno.engine.remote.Heard.Segment;
import dev.steno.engine.remote.Heard.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shares words among the segments they belong to, where a server tells them apart from the
 * segments: by their letters, which is certain, or where those differ, by their times.
 */
final class WordShares {

  private WordShares() {}

  /** The segments, in order, each with its words. */
  static List<Segment> shared(List<Segment> segments, List<Word> words) {
    return isSame(segments, words) ? byLetters(segments, words) : byTime(segments, words);
  }

  private static boolean isSame(List<Segment> segments, List<Word> words) {
    return Arrays.equals(
        segments.stream().flatMapToInt(one -> Arrays.stream(Letters.of(one.text()))).toArray(),
        words.stream().flatMapToInt(one -> Arrays.stream(Letters.of(one.text()))).toArray());
  }

  private static List<Segment> byLetters(List<Segment> segments, List<Word> words) {
    List<Segment> shared = new ArrayList<>();
    int next = 0;
    int left = 0;
    for (Segment segment : segments) {
      // Less where the last word of the segment before reached into this one.
      left += Letters.of(segment.text()).length;
      List<Word> own = new ArrayList<>();
      while (left > 0) {
        Word word = words.get(next++);
        left -= Letters.of(word.text()).length;
        own.add(word);
      }
      shared.add(segment.withWords(own));
    }
    return shared;
  }

  private static List<Segment> byTime(List<Segment> segments, List<Word> words) {
    List<List<Word>> shares = new ArrayList<>();
    segments.forEach(one -> shares.add(new ArrayList<>()));
    int at = 0;
    for (Word word : words) {
      long middle = (word.startMillis() + word.endMillis()) / 2;
      while (word.isTimed()
          && at < segments.size() - 1
          && distance(segments.get(at + 1), middle) < distance(segments.get(at), middle)) {
        at++;
      }
      shares.get(at).add(word);
    }
    List<Segment> shared = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      shared.add(segments.get(i).withWords(shares.get(i)));
    }
    return shared;
  }

  private static long distance(Segment segment, long millis) {
    return Math.max(0, Math.max(segment.startMillis() - millis, millis - segment.endMillis()));
  }
}
