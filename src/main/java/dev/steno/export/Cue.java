package dev.steno.export;

import dev.steno.transcript.Turn;
import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One subtitle: at most two lines of 42 characters (Netflix timed-text style guide, 217350977) and
 * at most seven seconds (215758617). Only a single word that is longer than a line makes it longer.
 *
 * @param startMillis when it appears
 * @param endMillis when it goes
 * @param text one line, or two with a line break between them
 */
record Cue(long startMillis, long endMillis, String text) {

  private static final int LINE = 42;
  private static final int LONGEST_MILLIS = 7_000;

  /** The cues of a turn, in order; together they hold all of its words. */
  static List<Cue> of(Turn turn) {
    return of(turn, "");
  }

  /**
   * The cues of a turn, in order; together they hold all of its words.
   *
   * @param label what every cue begins with, as part of its first line; empty for nothing
   */
  static List<Cue> of(Turn turn, String label) {
    List<Cue> cues = new ArrayList<>();
    List<Word> words = new ArrayList<>();
    for (Word word : singleWords(turn)) {
      if (!words.isEmpty() && !fits(label, words, word)) {
        cues.add(of(label, words));
        words.clear();
      }
      words.add(word);
    }
    if (!words.isEmpty()) {
      cues.add(of(label, words));
    }
    return cues;
  }

  /**
   * Where an engine knows no words, a whole text stands as one: its words share its time by their
   * length.
   */
  private static List<Word> singleWords(Turn turn) {
    List<Word> words = new ArrayList<>();
    for (Word word : turn.words()) {
      String[] texts = word.text().strip().split("\\s+", -1);
      long millis = word.endMillis() - word.startMillis();
      int characters = Stream.of(texts).mapToInt(String::length).sum();
      int before = 0;
      for (String text : texts) {
        if (!text.isEmpty()) {
          long start = word.startMillis() + millis * before / characters;
          before += text.length();
          long end = word.startMillis() + millis * before / characters;
          words.add(new Word(text, start, end, word.probability(), word.estimated()));
        }
      }
    }
    return words;
  }

  private static boolean fits(String label, List<Word> words, Word next) {
    List<Word> longer = new ArrayList<>(words);
    longer.add(next);
    return next.endMillis() - words.get(0).startMillis() <= LONGEST_MILLIS
        && lines(label, longer).size() <= 2;
  }

  /** WebVTT wants every cue to end after it began, even where its words take no time. */
  private static Cue of(String label, List<Word> words) {
    long start = words.get(0).startMillis();
    long end = words.get(words.size() - 1).endMillis();
    return new Cue(
        start,
        Math.max(start + 1, Math.min(end, start + LONGEST_MILLIS)),
        String.join("\n", lines(label, words)));
  }

  private static List<String> lines(String label, List<Word> words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(label);
    for (Word word : words) {
      if (line.length() > 0 && line.length() + 1 + word.text().length() > LINE) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word.text());
    }
    lines.add(line.toString());
    return lines;
  }
}
