package dev.steno.engine.sphinx;

import dev.steno.engine.Utterance;
import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Groups words into utterances that can be read as lines: a pause begins a new one, and what is
 * still too long is cut where the gap between two words is best.
 */
final class Phrases {

  /** A pause that people hear as the end of a phrase. */
  private static final long PAUSE_MILLIS = 500;

  /** Two lines of a subtitle, roughly: 7 s is the usual limit of how long one stays. */
  private static final int MOST_WORDS = 14;

  private static final long LONGEST_MILLIS = 7_000;

  /** What an even cut is worth against a longer gap: CMU Sphinx leaves most gaps at 0. */
  private static final double EVENNESS_MILLIS = 300;

  private Phrases() {}

  /** The utterances of words that are in order. */
  static List<Utterance> of(List<Word> words) {
    List<Utterance> utterances = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= words.size(); i++) {
      if (i == words.size() || gap(words, i) >= PAUSE_MILLIS) {
        addLines(words.subList(start, i), utterances);
        start = i;
      }
    }
    return utterances;
  }

  private static void addLines(List<Word> words, List<Utterance> utterances) {
    if (words.size() < 2 || fits(words)) {
      utterances.add(utterance(words));
      return;
    }
    int cut = bestCut(words);
    addLines(words.subList(0, cut), utterances);
    addLines(words.subList(cut, words.size()), utterances);
  }

  private static boolean fits(List<Word> words) {
    long millis = words.get(words.size() - 1).endMillis() - words.get(0).startMillis();
    return words.size() <= MOST_WORDS && millis <= LONGEST_MILLIS;
  }

  private static int bestCut(List<Word> words) {
    int best = 1;
    double bestWorth = -1;
    for (int i = 1; i < words.size(); i++) {
      double evenness = 2.0 * Math.min(i, words.size() - i) / words.size();
      double worth = gap(words, i) + EVENNESS_MILLIS * evenness;
      if (worth > bestWorth) {
        best = i;
        bestWorth = worth;
      }
    }
    return best;
  }

  private static long gap(List<Word> words, int before) {
    return words.get(before).startMillis() - words.get(before - 1).endMillis();
  }

  private static Utterance utterance(List<Word> words) {
    return new Utterance(
        words.get(0).startMillis(),
        words.get(words.size() - 1).endMillis(),
        words.stream().map(Word::text).collect(Collectors.joining(" ")),
        words);
  }
}
