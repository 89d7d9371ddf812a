package dev.steno.export;

import static dev.steno.export.Samples.speech;
import static dev.steno.export.Samples.turn;
import static dev.steno.export.Samples.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.transcript.Turn;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CueTest {

  @Test
  void aShortTurnIsOneCueFromItsFirstWordToItsLast() {
    assertThat(Cue.of(turn(null, word("hello", 100, 400), word("there", 600, 900))))
        .containsExactly(new Cue(100, 900, "hello there"));
  }

  @Test
  void aTurnWithoutWordsHasNoCue() {
    assertThat(Cue.of(new Turn("t0", 0, null, 0, 100, List.of()))).isEmpty();
  }

  @Test
  void aLineTakes42CharactersAndNoMore() {
    String half = "a".repeat(20);

    assertThat(Cue.of(turn(null, word(half, 0, 1), word(half + "b", 1, 2))))
        .extracting(Cue::text)
        .containsExactly(half + " " + half + "b");
    assertThat(Cue.of(turn(null, word(half, 0, 1), word(half + "bc", 1, 2))))
        .extracting(Cue::text)
        .containsExactly(half + "\n" + half + "bc");
  }

  @Test
  void aThirdLineIsAnotherCue() {
    String line = "a".repeat(42);

    assertThat(Cue.of(turn(null, word(line, 0, 10), word(line, 10, 20), word("b", 20, 30))))
        .containsExactly(new Cue(0, 20, line + "\n" + line), new Cue(20, 30, "b"));
  }

  @Test
  void aCueTakesSevenSecondsAndNoMore() {
    assertThat(Cue.of(turn(null, word("a", 500, 600), word("b", 7_000, 7_500))))
        .containsExactly(new Cue(500, 7_500, "a b"));
    assertThat(Cue.of(turn(null, word("a", 500, 600), word("b", 7_000, 7_501))))
        .containsExactly(new Cue(500, 600, "a"), new Cue(7_000, 7_501, "b"));
  }

  @ParameterizedTest
  @CsvSource({"500, word, 300", "200, extraordinarily, 90", "100, a, 2500", "50, mm, 0"})
  void everyCueCanBeReadAndNoWordIsLost(int count, String text, long millisEach) {
    Turn turn = speech(count, text, millisEach);

    List<Cue> cues = Cue.of(turn);

    assertThat(cues).allSatisfy(CueTest::canBeRead);
    assertThat(textOf(cues)).isEqualTo(turn.text());
  }

  @Test
  void aWordLongerThanALineHasALineOfItsOwn() {
    String longest = "x".repeat(60);

    assertThat(Cue.of(turn(null, word("a", 0, 1), word(longest, 1, 2), word("b", 2, 3))))
        .extracting(Cue::text)
        .containsExactly("a\n" + longest, "b");
  }

  @Test
  void wordsThatTakeNoTimeAreShownNevertheless() {
    assertThat(Cue.of(turn(null, word("hm", 500, 500)))).containsExactly(new Cue(500, 501, "hm"));
  }

  @Test
  void aWordThatIsDrawnOutIsShownForSevenSeconds() {
    assertThat(Cue.of(turn(null, word("ooh", 1_000, 20_000))))
        .containsExactly(new Cue(1_000, 8_000, "ooh"));
  }

  @Test
  void textWithoutWordTimesIsSharedOutEvenly() {
    String text = "this was told by an engine that knows no times of words ".repeat(20).strip();
    Turn turn = turn(null, word(text, 10_000, 70_000));

    List<Cue> cues = Cue.of(turn);

    assertThat(cues).allSatisfy(CueTest::canBeRead);
    assertThat(textOf(cues)).isEqualTo(text);
    assertThat(cues.get(0).startMillis()).isEqualTo(10_000);
    assertThat(cues.get(cues.size() - 1).endMillis()).isEqualTo(70_000);
    for (int i = 1; i < cues.size(); i++) {
      assertThat(cues.get(i).startMillis()).isEqualTo(cues.get(i - 1).endMillis());
    }
  }

  @Test
  void noLineOfACueIsEmpty() {
    assertThat(Cue.of(turn(null, word("a\n\nb", 0, 400), word("", 400, 500))))
        .extracting(Cue::text)
        .containsExactly("a b");
  }

  private static void canBeRead(Cue cue) {
    assertThat(cue.endMillis()).isGreaterThan(cue.startMillis());
    assertThat(cue.endMillis() - cue.startMillis()).isLessThanOrEqualTo(7_000);
    assertThat(cue.text().lines()).hasSizeBetween(1, 2);
    assertThat(cue.text().lines()).allSatisfy(line -> assertThat(line.length()).isBetween(1, 42));
  }

  private static String textOf(List<Cue> cues) {
    return cues.stream().map(cue -> cue.text().replace('\n', ' ')).collect(Collectors.joining(" "));
  }
}
