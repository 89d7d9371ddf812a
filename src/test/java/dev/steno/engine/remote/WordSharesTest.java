package dev.steno.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.engine.remote.Heard.Segment;
import dev.steno.engine.remote.Heard.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordSharesTest {

  private static final List<Segment> SEGMENTS =
      List.of(segment(0, 1000, "One two."), segment(2000, 3000, "Three-four, five"));

  @Test
  void lettersDecideEvenWhereTimesSayOtherwise() {
    assertThat(
            shared(
                word("one", 0, 500),
                word("two", 2900, 3000),
                word("three", 0, 1),
                word("four five", 1, 2)))
        .containsExactly("one two", "three four five");
  }

  @Test
  void aWordThatReachesIntoTheNextSegmentBelongsToTheFirst() {
    assertThat(shared(word("one", 0, 1), word("twothree", 1, 2), word("fourfive", 2, 3)))
        .containsExactly("one twothree", "fourfive");
  }

  @Test
  void whereLettersDifferTheNearestSegmentGetsTheWord() {
    assertThat(
            shared(
                word("1", 0, 500),
                word("between", 1100, 1200),
                new Word("untimed", Heard.UNTIMED, Heard.UNTIMED, null),
                word("nearer", 1800, 1900),
                word("late", 9000, 9100),
                word("back", 100, 200)))
        .containsExactly("1 between untimed", "nearer late back");
  }

  private static List<String> shared(Word... words) {
    return WordShares.shared(SEGMENTS, List.of(words)).stream()
        .map(one -> String.join(" ", one.words().stream().map(Word::text).toList()))
        .toList();
  }

  private static Segment segment(long start, long end, String text) {
    return new Segment(start, end, text, List.of());
  }

  private static Word word(String text, long start, long end) {
    return new Word(text, start, end, null);
  }
}
