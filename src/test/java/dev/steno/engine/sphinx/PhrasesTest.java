package dev.steno.engine.sphinx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.engine.Utterance;
import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhrasesTest {

  @Test
  void noWordsGiveNoUtterance() {
    assertThat(Phrases.of(List.of())).isEmpty();
  }

  @Test
  void aPauseBeginsANewUtterance() {
    assertThat(Phrases.of(List.of(word("one", 0), word("two", 300), word("three", 1_100))))
        .extracting(Utterance::text)
        .containsExactly("one two", "three");
  }

  @Test
  void aLongRowIsCutAtItsBestGap() {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      words.add(word("w" + i, i < 9 ? i * 300 : 400 + i * 300));
    }

    assertThat(Phrases.of(words))
        .extracting(one -> one.words().get(0).text())
        .containsExactly("w0", "w9");
  }

  @Test
  void withoutGapsTheLinesAreEvenAndNothingIsLost() {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      words.add(new Word("w" + i, i * 300L, i * 300L + 300, null, false));
    }

    List<Utterance> lines = Phrases.of(words);

    assertThat(lines).allSatisfy(line -> assertThat(line.words()).hasSizeBetween(5, 14));
    assertThat(lines)
        .allSatisfy(
            line -> assertThat(line.endMillis() - line.startMillis()).isLessThanOrEqualTo(7_000));
    assertThat(lines).flatExtracting(Utterance::words).isEqualTo(words);
  }

  @Test
  void oneWordIsNeverCutHoweverLong() {
    assertThat(Phrases.of(List.of(new Word("oh", 0, 20_000, null, false)))).hasSize(1);
  }

  private static Word word(String text, long start) {
    return new Word(text, start, start + 250, null, false);
  }
}
