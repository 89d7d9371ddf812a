package dev.steno.engine;

import dev.steno.audio.SpeechIntervals;
import dev.steno.audio.SpeechIntervals.Interval;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the words of one segment to where somebody speaks. A word that reaches into silence is
 * trimmed; one that lies wholly in silence goes to the nearest speech that no neighbour takes.
 */
final class WordPlacement {

  /** The shortest time of a word: a frame of the energy that it is checked against. */
  private static final long LEAST = 20;

  /**
   * How far a word may reach into silence: soft beginnings and ends are not heard as speech.
   * Measured with synthetic speech whose times are known: speech is heard to begin up to 20 ms late
   * where it is clean and up to 60 ms late under noise 15 dB softer.
   */
  private static final long MARGIN = 60;

  /** No word has a pause of this length in it; people hear it as the end of a phrase. */
  private static final long PAUSE = 500;

  /** Less speech than this is a click and no place for a word. */
  private static final long LEAST_FREE = 60;

  private final long start;
  private final long end;
  private final SpeechIntervals speech;
  private final List<Word> words;

  /**
   * A placement.
   *
   * @param segment its words are in order and inside it
   */
  WordPlacement(Segment segment, SpeechIntervals speech) {
    this.start = segment.startMillis();
    this.end = segment.endMillis();
    this.speech = speech;
    this.words = new ArrayList<>(segment.words());
  }

  /** The words where they belong: in order, inside the segment. */
  List<Word> words() {
    widen();
    words.replaceAll(this::trimmed);
    // A word that was moved may make room for its neighbour. Each is moved at most once.
    boolean moved;
    do {
      moved = moveSilentWords();
    } while (moved);
    return words;
  }

  /** Gives every word the shortest time, as far as the segment has room, and keeps their order. */
  private void widen() {
    long least = Math.min(LEAST, (end - start) / words.size());
    long[] starts = words.stream().mapToLong(Word::startMillis).toArray();
    long[] ends = words.stream().mapToLong(Word::endMillis).toArray();
    long earliest = start;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = Math.max(starts[i], earliest);
      ends[i] = Math.max(ends[i], starts[i] + least);
      earliest = ends[i];
    }
    long latest = end;
    for (int i = starts.length - 1; i >= 0; i--) {
      ends[i] = Math.min(ends[i], latest);
      starts[i] = Math.min(starts[i], ends[i] - least);
      latest = starts[i];
    }
    for (int i = 0; i < starts.length; i++) {
      Word word = words.get(i);
      boolean far =
          Math.abs(starts[i] - word.startMillis()) > LEAST
              || Math.abs(ends[i] - word.endMillis()) > LEAST;
      words.set(i, timed(word, starts[i], ends[i], far));
    }
  }

  /** The word without the silence at its ends; itself where it lies in nothing but silence. */
  private Word trimmed(Word word) {
    List<Interval> spoken = spoken(word);
    if (spoken.isEmpty()) {
      return word;
    }
    List<Interval> part = largestPart(word, spoken);
    return timed(
        word,
        Math.max(word.startMillis(), part.get(0).startMillis() - MARGIN),
        Math.min(word.endMillis(), part.get(part.size() - 1).endMillis() + MARGIN),
        part.size() < spoken.size());
  }

  /** The speech of a word, without what it only grazes. */
  private List<Interval> spoken(Word word) {
    long enough = Math.min(LEAST, word.endMillis() - word.startMillis());
    return speech.around(word.startMillis(), word.endMillis()).stream()
        .filter(interval -> overlap(word, interval) >= enough)
        .toList();
  }

  private static long overlap(Word word, Interval interval) {
    return Math.min(word.endMillis(), interval.endMillis())
        - Math.max(word.startMillis(), interval.startMillis());
  }

  /** What lies between two pauses and has the most of the word; the first of equals. */
  private static List<Interval> largestPart(Word word, List<Interval> spoken) {
    List<Interval> best = List.of();
    long most = -1;
    int from = 0;
    for (int to = 1; to <= spoken.size(); to++) {
      if (to == spoken.size()
          || spoken.get(to).startMillis() - spoken.get(to - 1).endMillis() >= PAUSE) {
        List<Interval> part = spoken.subList(from, to);
        long millis = part.stream().mapToLong(interval -> overlap(word, interval)).sum();
        if (millis > most) {
          best = part;
          most = millis;
        }
        from = to;
      }
    }
    return best;
  }

  /** Whether a word found another place. */
  private boolean moveSilentWords() {
    boolean moved = false;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (spoken(word).isEmpty()) {
        Interval free = nearestFree(word, i);
        words.set(i, free == null ? estimated(word) : inside(word, free));
        moved |= free != null;
      }
    }
    return moved;
  }

  /** The nearest speech between the neighbours of a word, or {@code null} where there is none. */
  private @Nullable Interval nearestFree(Word word, int place) {
    long from = place == 0 ? start : words.get(place - 1).endMillis();
    long to = place == words.size() - 1 ? end : words.get(place + 1).startMillis();
    Interval nearest = null;
    for (Interval interval : speech.around(from, to)) {
      Interval free =
          new Interval(Math.max(from, interval.startMillis()), Math.min(to, interval.endMillis()));
      if (free.millis() >= LEAST_FREE
          && (nearest == null || distance(word, free) < distance(word, nearest))) {
        nearest = free;
      }
    }
    return nearest;
  }

  private static long distance(Word word, Interval interval) {
    return Math.max(0, -overlap(word, interval));
  }

  private static Word inside(Word word, Interval free) {
    long millis = Math.min(free.millis(), word.endMillis() - word.startMillis());
    long from =
        Math.max(free.startMillis(), Math.min(word.startMillis(), free.endMillis() - millis));
    return timed(word, from, from + millis, true);
  }

  private static Word estimated(Word word) {
    return timed(word, word.startMillis(), word.endMillis(), true);
  }

  private static Word timed(Word word, long startMillis, long endMillis, boolean guessed) {
    return new Word(
        word.text(), startMillis, endMillis, word.probability(), word.estimated() || guessed);
  }
}
