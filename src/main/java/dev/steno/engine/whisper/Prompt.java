package dev.steno.engine.whisper;

import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns words that are likely to occur into tokens, in small pieces: the library's own way from a
 * text to tokens goes one step deeper into the stack with each character of a long word.
 */
final class Prompt {

  private static final int LONGEST_PIECE = 24;

  /** Bytes of a piece, and therefore tokens, at most. */
  private static final int MOST_TOKENS = 4 * (LONGEST_PIECE + 1);

  /** More than a model takes: a token is seldom shorter than two characters. */
  private static final int MOST_CHARACTERS = 2_000;

  private Prompt() {}

  /**
   * The tokens of a prompt; the last ones where there are more than the model takes.
   *
   * @param prompt what people wrote, or {@code null}
   */
  static int[] tokens(WhisperModel model, @Nullable String prompt) {
    if (prompt == null || prompt.isBlank()) {
      return new int[0];
    }
    List<Integer> tokens = new ArrayList<>();
    for (String piece : pieces(prompt)) {
      addTokens(model, piece, tokens);
    }
    int most = model.textContext() / 2 - 1;
    return tokens.stream()
        .skip(Math.max(0, tokens.size() - most))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Words with a space before them, as models know them; long ones in parts. */
  static List<String> pieces(String prompt) {
    String text = prompt.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (text.length() > MOST_CHARACTERS) {
      String end = text.substring(text.length() - MOST_CHARACTERS);
      int space = end.indexOf(' ');
      // Without a space the cut may lie within a character, half of which is no text.
      text =
          space < 0
              ? end.substring(Character.isLowSurrogate(end.charAt(0)) ? 1 : 0)
              : end.substring(space + 1);
    }
    List<String> pieces = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      int[] characters = (" " + word).codePoints().toArray();
      IntStream.iterate(0, from -> from < characters.length, from -> from + LONGEST_PIECE)
          .mapToObj(
              from ->
                  new String(characters, from, Math.min(LONGEST_PIECE, characters.length - from)))
          .forEach(pieces::add);
    }
    return pieces;
  }

  private static void addTokens(WhisperModel model, String piece, List<Integer> tokens) {
    try (Memory found = new Memory((long) MOST_TOKENS * Integer.BYTES)) {
      int count = model.library().tokenize(model.context(), piece, found, MOST_TOKENS);
      if (count > 0) {
        IntStream.of(found.getIntArray(0, count)).forEach(tokens::add);
      }
    }
  }
}
