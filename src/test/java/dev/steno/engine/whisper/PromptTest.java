package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTest {

  @Test
  void wordsHaveASpaceBeforeThem() {
    assertThat(Prompt.pieces(" Ada\tLovelace,\n\u0000Steno "))
        .containsExactly(" Ada", " Lovelace,", " Steno");
  }

  @Test
  void longWordsAreCutBetweenCharacters() {
    List<String> pieces = Prompt.pieces("🎉".repeat(100));

    assertThat(pieces)
        .allSatisfy(piece -> assertThat(piece.codePoints().count()).isBetween(1L, 24L));
    assertThat(String.join("", pieces)).isEqualTo(" " + "🎉".repeat(100));
  }

  @Test
  void ofALongPromptTheEndIsTaken() {
    List<String> pieces = Prompt.pieces("first " + "word ".repeat(10_000) + "last");

    assertThat(pieces).hasSizeLessThan(500).doesNotContain(" first").endsWith(" last");
    assertThat(pieces).allMatch(piece -> piece.equals(" word") || piece.equals(" last"));
    assertThat(String.join("", Prompt.pieces("a" + "🎉".repeat(5_000)))).matches(" (🎉)+");
  }
}
