package dev.steno.engine.whisper;

import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Gives words their times: from the model's attention where it was followed, else from the times
 * that whisper.cpp works out of time tokens and loudness, else by their length.
 *
 * <p>The attention tells when each token had been spoken, so a word begins where the one before it
 * ended. After a pause that is too early; as in {@code whisper/timing.py} of openai/whisper no word
 * lasts longer than twice the usual one.
 */
final class WordTimes {

  /** The usual length of a word is taken for no more than that: 0.7 s. */
  private static final long LONGEST_USUAL_MILLIS = 700;

  private WordTimes() {}

  private record Span(long start, long end) {}

  /**
   * Makes the words.
   *
   * @param groups the tokens of each word
   * @param startMillis no word begins before
   * @param endMillis no word ends after
   */
  static List<Word> of(List<List<Token>> groups, long startMillis, long endMillis) {
    List<Span> spans;
    boolean estimated = false;
    if (all(groups, token -> token.times().spoken() >= 0)) {
      spans = shortened(spoken(groups, startMillis));
    } else if (all(groups, token -> token.times().start() >= 0 && token.times().end() >= 0)) {
      spans = computed(groups);
    } else {
      spans = byLength(groups, startMillis, endMillis);
      estimated = true;
    }
    List<Word> words = new ArrayList<>();
    long earliest = startMillis;
    for (int i = 0; i < groups.size(); i++) {
      long start = clamp(spans.get(i).start(), earliest, endMillis);
      long end = clamp(spans.get(i).end(), start, endMillis);
      words.add(
          new Word(
              TokenText.text(groups.get(i)), start, end, probability(groups.get(i)), estimated));
      earliest = end;
    }
    return words;
  }

  private static boolean all(List<List<Token>> groups, Predicate<Token> condition) {
    return groups.stream().flatMap(List::stream).allMatch(condition);
  }

  private static List<Span> spoken(List<List<Token>> groups, long startMillis) {
    List<Span> spans = new ArrayList<>();
    long before = startMillis;
    for (List<Token> group : groups) {
      long end = group.get(group.size() - 1).times().spoken();
      spans.add(new Span(Math.min(before, end), end));
      before = end;
    }
    return spans;
  }

  private static List<Span> shortened(List<Span> spans) {
    long usual =
        spans.stream()
            .mapToLong(span -> span.end() - span.start())
            .sorted()
            .skip(spans.size() / 2)
            .findFirst()
            .orElse(0);
    long longest = 2 * Math.min(usual, LONGEST_USUAL_MILLIS);
    return spans.stream()
        .map(span -> new Span(Math.max(span.start(), span.end() - longest), span.end()))
        .toList();
  }

  private static List<Span> computed(List<List<Token>> groups) {
    return groups.stream()
        .map(
            group ->
                new Span(group.get(0).times().start(), group.get(group.size() - 1).times().end()))
        .toList();
  }

  private static List<Span> byLength(List<List<Token>> groups, long startMillis, long endMillis) {
    double all = groups.stream().mapToInt(WordTimes::length).sum();
    List<Span> spans = new ArrayList<>();
    double done = 0;
    for (List<Token> group : groups) {
      long start = startMillis + Math.round((endMillis - startMillis) * done / all);
      done += length(group);
      spans.add(new Span(start, startMillis + Math.round((endMillis - startMillis) * done / all)));
    }
    return spans;
  }

  private static int length(List<Token> group) {
    return TokenText.text(group).length();
  }

  private static double probability(List<Token> group) {
    return group.stream().mapToDouble(Token::probability).average().orElse(0);
  }

  private static long clamp(long value, long least, long most) {
    return Math.max(least, Math.min(most, value));
  }
}
