package dev.steno.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.steno.transcript.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordTimesTest {

  @Test
  void wordsAreWrittenAsInTheText() {
    assertThat(
            of(
                " “Grüß Gott”,  sagte ICH\u00a0…",
                word("grüß", 0, 1),
                word("GOTT", 1, 2),
                word("sagte", 3, 4),
                word("ich", 4, 5)))
        .containsExactly(
            new Word("“Grüß", 0, 1, null, false),
            new Word("Gott”,", 1, 2, null, false),
            new Word("sagte", 3, 4, null, false),
            new Word("ICH", 4, 5, null, false),
            new Word("…", 5, 5, null, true));
  }

  @Test
  void aWordOfTheServersThatIsSeveralIsSharedByLetters() {
    assertThat(of("New York, a city", word("New York", 0, 700), word("a city", 1000, 1500)))
        .containsExactly(
            new Word("New", 0, 300, null, true),
            new Word("York,", 300, 700, null, true),
            new Word("a", 1000, 1100, null, true),
            new Word("city", 1100, 1500, null, true));
  }

  @Test
  void marksThatBelongToLettersCount() {
    assertThat(of("हिन्दी में", word("हि", 0, 1), word("न्दी", 1, 2), word("में", 2, 3)))
        .extracting(Word::text, Word::startMillis, Word::endMillis)
        .containsExactly(tuple("हिन्दी", 0L, 2L), tuple("में", 2L, 3L));
  }

  @Test
  void whereNothingFitsThereAreNoWords() {
    assertThat(of("hello")).isEmpty();
    assertThat(of("hello", word("hallo", 0, 1))).isEmpty();
    assertThat(of("hello", new Heard.Word("hello", Heard.UNTIMED, 5, null))).isEmpty();
    assertThat(of("…", word("…", 0, 1))).isEmpty();
    assertThat(of("", word("", 0, 1))).isEmpty();
  }

  private static List<Word> of(String text, Heard.Word... words) {
    return WordTimes.of(text, List.of(words));
  }

  private static Heard.Word word(String text, long start, long end) {
    return new Heard.Word(text, start, end, null);
  }
}
