package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.transcript.Word;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordTimesTest {

  @Test
  void attentionSaysWhenAWordHadBeenSpoken() {
    List<Word> words =
        words(
            0, 2_000, token("one", 9, 9, 400), token("two", 9, 9, 800), token("six", 9, 9, 1_100));

    assertThat(words).extracting(Word::startMillis).containsExactly(0L, 400L, 800L);
    assertThat(words).extracting(Word::endMillis).containsExactly(400L, 800L, 1_100L);
    assertThat(words).noneMatch(Word::estimated);
  }

  @Test
  void aPauseIsNoPartOfTheWordAfterIt() {
    List<Word> words =
        words(
            0,
            10_000,
            token("one", 0, 0, 300),
            token("two", 0, 0, 600),
            token("three", 0, 0, 5_000),
            token("four", 0, 0, 5_300));

    assertThat(words.get(2))
        .satisfies(
            three -> {
              assertThat(three.startMillis()).isEqualTo(4_400);
              assertThat(three.endMillis()).isEqualTo(5_000);
            });
  }

  @Test
  void aSingleWordIsNotLongerThanPeopleSpeakOne() {
    assertThat(words(0, 30_000, token("hello", 0, 0, 20_000)).get(0).startMillis())
        .isEqualTo(18_600);
  }

  @Test
  void withoutAttentionTheLibrarysTimesAreTaken() {
    List<Word> words = words(0, 1_000, token("one", 100, 300, -1), token("two", 500, 700, 650));

    assertThat(words).extracting(Word::startMillis).containsExactly(100L, 500L);
    assertThat(words).noneMatch(Word::estimated);
  }

  @Test
  void withoutAnyTimesTheyAreEstimatedByLength() {
    List<Word> words = words(1_000, 2_000, token("aaa", -1, -1, -1), token("a", 0, -1, -1));

    assertThat(words).extracting(Word::startMillis).containsExactly(1_000L, 1_750L);
    assertThat(words).extracting(Word::endMillis).containsExactly(1_750L, 2_000L);
    assertThat(words).allMatch(Word::estimated);
  }

  @Test
  void wordsAreInOrderAndInsideWhateverTheLibrarySays() {
    List<Word> words =
        words(
            100,
            1_000,
            token("one", 0, 500, -1),
            token("two", 300, 250, -1),
            token("six", 900, 39_200, -1));

    assertThat(words).extracting(Word::startMillis).containsExactly(100L, 500L, 900L);
    assertThat(words).extracting(Word::endMillis).containsExactly(500L, 500L, 1_000L);
  }

  private static List<Word> words(long start, long end, Token... tokens) {
    return WordTimes.of(Arrays.stream(tokens).map(List::of).toList(), start, end);
  }

  private static Token token(String text, long start, long end, long spoken) {
    return new Token(text.getBytes(StandardCharsets.UTF_8), 1, new Token.Times(start, end, spoken));
  }
}
