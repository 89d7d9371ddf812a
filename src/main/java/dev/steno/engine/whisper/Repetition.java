package dev.steno.engine.whisper;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds a row of units that comes again and again without anything between, as decoders say it that
 * are stuck in a loop.
 *
 * @param longest the most units of a row that is looked for
 * @param times how often a row must come at least
 * @param surplus how many units too many there must be at least
 */
record Repetition(int longest, int times, int surplus) {

  /** People say "no, no, no"; they do not say it six times, nor whole phrases three times. */
  static final Repetition OF_WORDS = new Repetition(30, 3, 5);

  /** The same for what is written without spaces, by characters. */
  static final Repetition OF_CHARACTERS = new Repetition(40, 4, 10);

  /** Utterances, one after the other. */
  static final Repetition OF_UTTERANCES = new Repetition(4, 3, 2);

  /** Whether some row is repeated. */
  boolean isIn(List<String> units) {
    return kept(units).size() < units.size();
  }

  /** The places, in order, of the units that stay when each repeated row is said once. */
  List<Integer> kept(List<String> units) {
    List<Integer> kept = new ArrayList<>();
    int at = 0;
    while (at < units.size()) {
      int row = row(units, at);
      int next = row == 0 ? at + 1 : afterRows(units, at, row);
      for (int i = at; i < at + Math.max(1, row); i++) {
        kept.add(i);
      }
      at = next;
    }
    return kept;
  }

  /** The length of the shortest row that is repeated from there on; 0 where none is. */
  private int row(List<String> units, int at) {
    for (int length = 1; length <= Math.min(longest, (units.size() - at) / times); length++) {
      int count = count(units, at, length);
      if (count >= times && (count - 1) * length >= surplus) {
        return length;
      }
    }
    return 0;
  }

  private static int count(List<String> units, int at, int length) {
    List<String> row = units.subList(at, at + length);
    int count = 1;
    for (int next = at + length;
        next + length <= units.size() && units.subList(next, next + length).equals(row);
        next += length) {
      count++;
    }
    return count;
  }

  /** Behind the last one; and behind the beginning of one more that the end cut off. */
  private static int afterRows(List<String> units, int at, int length) {
    int after = at + count(units, at, length) * length;
    int rest = units.size() - after;
    return rest < length && units.subList(after, units.size()).equals(units.subList(at, at + rest))
        ? units.size()
        : after;
  }
}
