package dev.steno.engine.remote;

import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the words of a text, as it is written, the times of the words that a server told with it.
 * Those are often not written so: OpenAI's have no punctuation, whisper.cpp's are syllables, and
 * neither tells where a space is. What both have in common are the letters, in their order. A word
 * is what stands between white space.
 */
final class WordTimes {

  /** A word of the server's, which letters of the text are its own, and whether it has times. */
  private record Source(int first, int count, Heard.Word word, boolean timed) {

    /** When its letter number {@code index} begins, if it is spoken evenly. */
    long millisAt(int index) {
      long length = Math.max(0, word.endMillis() - word.startMillis());
      return word.startMillis() + length * (index - first) / count;
    }
  }

  private final List<Source> sources = new ArrayList<>();
  private int letters;
  private long latest;

  private WordTimes(List<Heard.Word> words) {
    long known = 0;
    for (Heard.Word word : words) {
      int count = Letters.of(word.text()).length;
      if (count > 0) {
        sources.add(new Source(letters, count, timed(word, known), word.isTimed()));
      }
      letters += count;
      known = Math.max(known, word.endMillis());
    }
  }

  /** A word without times stands where the one before it ends. */
  private static Heard.Word timed(Heard.Word word, long known) {
    return word.isTimed() ? word : new Heard.Word(word.text(), known, known, null);
  }

  /**
   * The words of a text.
   *
   * @param text what was said
   * @param words what the server told of its words
   * @return the text's words, in order, with times that may still be wrong; empty where the
   *     server's words are not those of the text, or have no times
   */
  static List<Word> of(String text, List<Heard.Word> words) {
    if (words.stream().noneMatch(Heard.Word::isTimed) || !isSame(text, words)) {
      return List.of();
    }
    return new WordTimes(words).placed(text.strip().split("(?U)\\s+"));
  }

  private static boolean isSame(String text, List<Heard.Word> words) {
    int[] letters = Letters.of(text);
    return letters.length > 0
        && Arrays.equals(
            letters,
            words.stream().flatMapToInt(w -> Arrays.stream(Letters.of(w.text()))).toArray());
  }

  private List<Word> placed(String[] written) {
    List<Word> placed = new ArrayList<>();
    int from = 0;
    int source = 0;
    for (String text : written) {
      int to = from + Letters.of(text).length;
      int firstSource = at(from, source);
      source = to > from ? at(to - 1, firstSource) : source;
      placed.add(
          to > from ? word(text, from, to, sources.subList(firstSource, source + 1)) : mark(text));
      from = to;
    }
    return placed;
  }

  /** Which source a letter belongs to, looking forward. */
  private int at(int letter, int source) {
    int found = source;
    while (found < sources.size() - 1 && sources.get(found + 1).first() <= letter) {
      found++;
    }
    return found;
  }

  private Word word(String text, int from, int to, List<Source> parts) {
    Source first = parts.get(0);
    Source last = parts.get(parts.size() - 1);
    long start = first.millisAt(from);
    latest = Math.max(start, last.millisAt(to));
    boolean measured =
        from == first.first()
            && to == last.first() + last.count()
            && parts.stream().allMatch(Source::timed);
    return new Word(text, start, latest, leastProbability(parts), !measured);
  }

  /** A dash between words, for example, takes no time. */
  private Word mark(String text) {
    return new Word(text, latest, latest, null, true);
  }

  private static @Nullable Double leastProbability(List<Source> parts) {
    double least = 1;
    for (Source part : parts) {
      Double probability = part.word().probability();
      if (probability == null) {
        return null;
      }
      least = Math.min(least, probability);
    }
    return least;
  }
}
