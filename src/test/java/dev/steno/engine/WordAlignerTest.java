package dev.steno.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordAlignerTest {

  private final WordAligner aligner = new WordAligner();

  @Test
  void wordsInPlaceAreLeftAlone() {
    Segment segment = segment(word("a", 100, 200), word("b", 200, 300));

    assertThat(aligner.align(segment)).isSameAs(segment);
  }

  @Test
  void overlappingAndOutlyingWordsAreMovedAndMarkedAsEstimated() {
    Segment aligned =
        aligner.align(segment(word("a", 50, 250), word("b", 200, 300), word("c", 390, 900)));

    assertThat(aligned.words())
        .containsExactly(
            new Word("a", 100, 250, null, true),
            new Word("b", 250, 300, null, true),
            new Word("c", 390, 400, null, true));
  }

  @Test
  void aSegmentWithoutWordsStaysAsItIs() {
    Segment segment = segment();

    assertThat(aligner.align(segment)).isSameAs(segment);
  }

  private static Segment segment(Word... words) {
    return new Segment(0, 100, 400, "text", List.of(words), null);
  }

  private static Word word(String text, long start, long end) {
    return new Word(text, start, end, null, false);
  }
}
