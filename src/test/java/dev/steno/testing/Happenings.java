package dev.steno.testing;

import java.util.Map;
import java.util.TreeMap;

/** Counts what happened, so that a test can show that it did. */
public final class Happenings {

  private final Map<String, Integer> counts = new TreeMap<>();

  /** It happened once more. */
  public synchronized void add(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** How often something happened whose name begins with a text. */
  public synchronized int count(String beginning) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(beginning))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  @Override
  public synchronized String toString() {
    return counts.toString();
  }
}
