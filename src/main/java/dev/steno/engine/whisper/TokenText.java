package dev.steno.engine.whisper;

import dev.steno.transcript.Word;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Turns tokens into text and into words. */
final class TokenText {

  private TokenText() {}

  /** The text of tokens, without space around it; a character that is cut off is left out. */
  static String text(List<Token> tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tokens.forEach(token -> token.writeTo(bytes));
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.IGNORE)
          .onUnmappableCharacter(CodingErrorAction.IGNORE)
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString()
          .strip();
    } catch (CharacterCodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The words of tokens, for languages that are written with spaces.
   *
   * @param startMillis no word begins before
   * @param endMillis no word ends after
   * @return words in order, one after the other
   */
  static List<Word> words(List<Token> tokens, long startMillis, long endMillis) {
    List<List<Token>> groups = new ArrayList<>(groups(tokens));
    groups.removeIf(group -> text(group).isEmpty());
    return WordTimes.of(groups, startMillis, endMillis);
  }

  /** A word begins with a space; what is only punctuation belongs to the word before it. */
  private static List<List<Token>> groups(List<Token> tokens) {
    List<List<Token>> groups = new ArrayList<>();
    boolean lastIsWord = false;
    for (List<Token> group : bySpaces(tokens)) {
      boolean isWord = hasLetters(text(group));
      if (groups.isEmpty() || (isWord && lastIsWord)) {
        groups.add(new ArrayList<>(group));
        lastIsWord = isWord;
      } else {
        groups.get(groups.size() - 1).addAll(group);
        lastIsWord |= isWord;
      }
    }
    return groups;
  }

  private static List<List<Token>> bySpaces(List<Token> tokens) {
    List<List<Token>> groups = new ArrayList<>();
    for (Token token : tokens) {
      if (groups.isEmpty() || token.beginsWithSpace()) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(token);
    }
    return groups;
  }

  private static boolean hasLetters(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }
}
