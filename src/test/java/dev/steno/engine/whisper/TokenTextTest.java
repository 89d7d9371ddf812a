package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.transcript.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTextTest {

  @Test
  void aCharacterThatIsSplitBetweenTokensIsJoined() {
    byte[] party = " 🎉".getBytes(StandardCharsets.UTF_8);
    List<Token> tokens =
        List.of(
            token(" Caf", 0, 1),
            token(new byte[] {(byte) 0xC3}, 1, 2),
            token(new byte[] {(byte) 0xA9}, 2, 3),
            token(Arrays.copyOf(party, 3), 3, 4),
            token(Arrays.copyOfRange(party, 3, party.length), 4, 5));

    assertThat(TokenText.text(tokens)).isEqualTo("Café 🎉");
    assertThat(TokenText.words(tokens, 0, 10)).extracting(Word::text).containsExactly("Café 🎉");
  }

  @Test
  void aCharacterThatIsCutOffIsLeftOut() {
    assertThat(TokenText.text(List.of(token(" Caf", 0, 1), token(new byte[] {(byte) 0xC3}, 1, 2))))
        .isEqualTo("Caf");
    assertThat(TokenText.text(List.of(token(new byte[] {(byte) 0xA9, 'a'}, 0, 1)))).isEqualTo("a");
  }

  @Test
  void wordsBeginWithASpaceAndTakeTheirTokensTimesAndMeanProbability() {
    List<Token> tokens =
        List.of(
            new Token(bytes(" un"), 0.5, new Token.Times(100, 200, -1)),
            new Token(bytes("seen"), 0.9, new Token.Times(200, 350, -1)),
            new Token(bytes(" world"), 0.8, new Token.Times(400, 700, -1)));

    assertThat(TokenText.words(tokens, 100, 800))
        .containsExactly(
            new Word("unseen", 100, 350, 0.7, false), new Word("world", 400, 700, 0.8, false));
  }

  @Test
  void punctuationBelongsToTheWordBefore() {
    assertThat(texts(" Comment", " allez", "-", "vous", " ?", " Bien", ",", " merci", " ..."))
        .containsExactly("Comment", "allez-vous ?", "Bien,", "merci ...");
  }

  @Test
  void punctuationBeforeTheFirstWordBelongsToIt() {
    assertThat(texts(" -", " Hello", " (", "there", ")")).containsExactly("- Hello", "(there)");
    assertThat(texts(" ♪", " ♪")).containsExactly("♪ ♪");
  }

  @Test
  void nothingGivesNoWords() {
    assertThat(TokenText.words(List.of(), 0, 100)).isEmpty();
    assertThat(texts(" ", "")).isEmpty();
  }

  private static List<String> texts(String... tokens) {
    List<Token> list = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      list.add(token(tokens[i], i, i + 1));
    }
    return TokenText.words(list, 0, 1_000).stream().map(Word::text).toList();
  }

  private static Token token(String text, long start, long end) {
    return token(bytes(text), start, end);
  }

  private static Token token(byte[] bytes, long start, long end) {
    return new Token(bytes, 1, new Token.Times(start, end, -1));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
