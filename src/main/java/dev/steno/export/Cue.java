package dev.steno.export;

import dev.steno.transcript.Turn;
import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * One subtitle: at most two lines of 42 characters (Netflix timed-text style guide, 217350977) and
 * at most seven seconds (215758617).
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
    List<Cue> cues = new ArrayList<>();
    List<Word> words = new ArrayList<>();
    for (Word word : turn.words()) {
      if (!words.isEmpty() && !fits(words, word)) {
        cues.add(of(words));
        words.clear();
      }
      words.add(word);
    }
    if (!words.isEmpty()) {
      cues.add(of(words));
    }
    return cues;
  }

  private static boolean fits(List<Word> words, Word next) {
    List<Word> longer = new ArrayList<>(words);
    longer.add(next);
    return next.endMillis() - words.get(0).startMillis() <= LONGEST_MILLIS
        && lines(longer).size() <= 2;
  }

  private static Cue of(List<Word> words) {
    return new Cue(
        words.get(0).startMillis(),
        words.get(words.size() - 1).endMillis(),
        String.join("\n", lines(words)));
  }

  private static List<String> lines(List<Word> words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
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
