package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RepetitionTest {

  @Test
  void whatPeopleRepeatStays() {
    assertUnchanged("no no no no no thank you");
    assertUnchanged("come on come on come on");
    assertUnchanged("I said I said that I said it");
    assertUnchanged("row row row your boat gently row row row your boat gently");
  }

  @Test
  void aWordThatComesAgainAndAgainIsSaidOnce() {
    assertThat(reduced("so " + repeat("the ", 6) + "end")).isEqualTo("so the end");
  }

  @Test
  void aPhraseThatComesAgainAndAgainIsSaidOnce() {
    assertThat(reduced(repeat("thank you ", 4) + "bye")).isEqualTo("thank you bye");
    assertThat(reduced("and " + repeat("we will see you ", 3))).isEqualTo("and we will see you");
  }

  @Test
  void theBeginningOfOneMoreAtTheEndGoesToo() {
    assertThat(reduced(repeat("we will see you ", 20) + "we will")).isEqualTo("we will see you");
    assertUnchanged("we will see you we will");
  }

  @Test
  void severalLoopsAreReducedEach() {
    assertThat(reduced(repeat("a ", 7) + "then " + repeat("b c ", 9) + "end"))
        .isEqualTo("a then b c end");
  }

  @Test
  void nothingAndOneAreUnchanged() {
    assertThat(Repetition.OF_WORDS.kept(List.of())).isEmpty();
    assertThat(Repetition.OF_WORDS.isIn(List.of("one"))).isFalse();
  }

  @Test
  void charactersNeedMore() {
    List<String> laughter = Collections.nCopies(10, "哈");
    List<String> loop = Collections.nCopies(11, "哈");

    assertThat(Repetition.OF_CHARACTERS.isIn(laughter)).isFalse();
    assertThat(Repetition.OF_CHARACTERS.kept(loop)).containsExactly(0);
  }

  private static void assertUnchanged(String words) {
    assertThat(Repetition.OF_WORDS.isIn(List.of(words.split(" ", -1)))).isFalse();
    assertThat(reduced(words)).isEqualTo(words);
  }

  private static String reduced(String words) {
    List<String> units = List.of(words.strip().split(" ", -1));
    return Repetition.OF_WORDS.kept(units).stream()
        .map(units::get)
        .collect(Collectors.joining(" "));
  }

  private static String repeat(String words, int times) {
    return words.repeat(times);
  }
}
