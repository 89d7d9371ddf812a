package dev.steno.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordTest {

  @Test
  void aWordMayTakeNoTimeAtAll() {
    assertThat(new Word("a", 5, 5, null, false).endMillis()).isEqualTo(5);
  }

  @Test
  void aWordThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> new Word("oops", 5, 4, null, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("oops");
  }

  @Test
  void aShiftedWordKeepsEverythingButItsTimes() {
    Word word = new Word("hello", 10, 30, 0.5, true);

    assertThat(word.shifted(100)).isEqualTo(new Word("hello", 110, 130, 0.5, true));
  }
}
