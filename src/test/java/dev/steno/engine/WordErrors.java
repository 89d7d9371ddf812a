package dev.steno.engine;

import java.util.List;
import java.util.Locale;

/**
 * Counts wrong words: the least number of words to replace, insert or delete (Levenshtein's
 * distance over words).
 *
 * @param wrong how many
 * @param spoken of how many
 */
public record WordErrors(int wrong, int spoken) {

  /** Nothing yet. */
  public static final WordErrors NONE = new WordErrors(0, 0);

  /** Compares what was heard with what was spoken. */
  public static WordErrors between(String spoken, String heard) {
    List<String> expected = words(spoken);
    List<String> actual = words(heard);
    int[] row = new int[actual.size() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= expected.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (expected.get(i - 1).equals(actual.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return new WordErrors(row[actual.size()], expected.size());
  }

  /** Both together. */
  public WordErrors plus(WordErrors other) {
    return new WordErrors(wrong + other.wrong, spoken + other.spoken);
  }

  /** The word error rate. */
  public double percent() {
    return 100.0 * wrong / Math.max(1, spoken);
  }

  private static List<String> words(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z' ]", " ").strip();
    return plain.isEmpty() ? List.of() : List.of(plain.split(" +", -1));
  }
}
