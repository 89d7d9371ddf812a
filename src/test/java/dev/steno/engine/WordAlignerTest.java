package dev.steno.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.steno.audio.SpeechIntervals;
import dev.steno.audio.SpeechIntervals.Interval;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordAlignerTest {

  private final WordAligner aligner = new WordAligner();

  @Test
  void wordsInPlaceAreLeftAlone() {
    Segment segment = segment(word("a", 100, 200), word("b", 200, 300));

    assertThat(aligner.align(segment)).isSameAs(segment);
    assertThat(aligner.align(segment, speech(100, 300))).isSameAs(segment);
  }

  @Test
  void overlappingAndOutlyingWordsAreMovedAndMarkedAsEstimated() {
    Segment segment = segment(word("a", 50, 250), word("b", 200, 300), word("c", 390, 900));

    assertThat(aligner.align(segment).words())
        .containsExactly(guessed("a", 100, 250), guessed("b", 250, 300), guessed("c", 390, 400));
  }

  @Test
  void aSegmentWithoutWordsStaysAsItIs() {
    Segment segment = segment();

    assertThat(aligner.align(segment)).isSameAs(segment);
    assertThat(aligner.align(segment, speech(0, 50))).isSameAs(segment);
  }

  @Test
  void wordsThatReachIntoSilenceAreTrimmedButForTheirSoftEnds() {
    Segment segment = segment(0, 5000, word("first", 0, 2000), word("second", 2000, 5000));

    Segment aligned = aligner.align(segment, speech(1000, 1500, 3000, 4000));

    assertThat(aligned.words())
        .containsExactly(word("first", 940, 1560), word("second", 2940, 4060));
  }

  @Test
  void aSegmentTightensToItsWordsWhereTheyWereMovedAndOnlyThere() {
    Segment moved = aligner.align(segment(0, 5000, word("a", 0, 4000)), speech(1000, 1500));
    Segment left = segment(0, 5000, word("a", 1000, 1500));

    assertThat(moved.startMillis()).isEqualTo(940);
    assertThat(moved.endMillis()).isEqualTo(1560);
    assertThat(aligner.align(left, speech(1000, 1500))).isSameAs(left);
  }

  @Test
  void nothingButTimesChanges() {
    Segment segment =
        new Segment(
            7, 0, 3000, "Hi there.", List.of(new Word("Hi", 0, 900, 0.5, false)), "S1", "A note.");

    assertThat(aligner.align(segment, speech(400, 600)))
        .isEqualTo(
            new Segment(
                7,
                340,
                660,
                "Hi there.",
                List.of(new Word("Hi", 340, 660, 0.5, false)),
                "S1",
                "A note."));
  }

  @Test
  void aWordAcrossAPauseIsTrimmedToItsLargerPart() {
    Segment segment = segment(0, 4000, word("a", 900, 3500));

    assertThat(aligner.align(segment, speech(0, 1000, 3000, 4000)).words())
        .containsExactly(guessed("a", 2940, 3500));
    assertThat(aligner.align(segment, speech(0, 2000, 3000, 4000)).words())
        .containsExactly(guessed("a", 900, 2060));
  }

  @Test
  void aShortSilenceInsideAWordBelongsToIt() {
    Segment segment = segment(0, 4000, word("a", 1000, 2000));

    assertThat(aligner.align(segment, speech(1000, 1300, 1700, 2000))).isSameAs(segment);
  }

  @Test
  void whatAWordOnlyGrazesIsNotItsOwn() {
    Segment segment = segment(0, 4000, word("a", 1000, 1610), word("b", 1610, 2000));

    assertThat(aligner.align(segment, speech(1000, 1300, 1600, 2000)).words())
        .containsExactly(word("a", 1000, 1360), word("b", 1610, 2000));
  }

  @Test
  void aWordInSilenceMovesToTheNearestSpeechThatIsFreeAndIsMarkedAsEstimated() {
    Segment segment =
        segment(0, 9000, word("a", 0, 1000), word("b", 4000, 4500), word("c", 8000, 9000));

    Segment aligned = aligner.align(segment, speech(0, 1000, 2000, 3000, 6000, 6200, 8000, 9000));

    assertThat(aligned.words())
        .containsExactly(word("a", 0, 1000), guessed("b", 2500, 3000), word("c", 8000, 9000));
  }

  @Test
  void aWordThatMovesToLessSpeechThanItLastedBecomesShorter() {
    Segment segment = segment(0, 9000, word("a", 0, 1000), word("b", 4000, 4500));

    assertThat(aligner.align(segment, speech(0, 1000, 6000, 6200)).words())
        .containsExactly(word("a", 0, 1000), guessed("b", 6000, 6200));
  }

  @Test
  void ofSeveralWordsInSilenceEachTakesWhatLiesBetweenItsOwnNeighbours() {
    Segment segment =
        segment(0, 9000, word("a", 1000, 1200), word("b", 1200, 1400), word("c", 1400, 1600));

    assertThat(aligner.align(segment, speech(100, 700, 3000, 3700)).words())
        .containsExactly(
            guessed("a", 500, 700), guessed("b", 1200, 1400), guessed("c", 3000, 3200));
  }

  @Test
  void speechThatANeighbourTakesOrThatLiesOutsideIsNotFree() {
    Segment segment = segment(1000, 5000, word("a", 1000, 2000), word("b", 3000, 4000));

    assertThat(aligner.align(segment, speech(0, 900, 1000, 2030, 5000, 6000)).words())
        .containsExactly(word("a", 1000, 2000), guessed("b", 3000, 4000));
  }

  @Test
  void aRecordingInWhichNoSpeechIsHeardKeepsTheTimesOfTheEngineAsEstimates() {
    Segment segment = segment(word("a", 100, 200), word("b", 200, 300));

    assertThat(aligner.align(segment, speech()).words())
        .containsExactly(guessed("a", 100, 200), guessed("b", 200, 300));
  }

  @Test
  void aWordWithoutLengthGetsALittleOfTheRoomAroundIt() {
    Segment segment =
        segment(0, 1000, word("a", 500, 500), word("b", 500, 600), word("c", 1000, 1000));

    assertThat(aligner.align(segment, speech(0, 1000)).words())
        .containsExactly(word("a", 500, 520), word("b", 520, 600), word("c", 980, 1000));
  }

  @Test
  void moreWordsThanThereIsRoomForShareIt() {
    Segment segment =
        segment(100, 130, word("a", 100, 100), word("b", 100, 100), word("c", 100, 130));

    assertThat(aligner.align(segment, speech(0, 1000)).words())
        .extracting(Word::startMillis, Word::endMillis)
        .containsExactly(tuple(100L, 110L), tuple(110L, 120L), tuple(120L, 130L));
  }

  @Test
  void whateverAnEngineAnswersWordsComeOutInOrderInsideAndTheSameWhenAlignedAgain() {
    Random random = new Random(20_240_101);
    for (int round = 0; round < 20_000; round++) {
      Segment segment = anySegment(random);
      SpeechIntervals speech = anySpeech(random);

      Segment aligned = aligner.align(segment, speech);

      assertThat(aligned.words())
          .extracting(Word::text)
          .isEqualTo(segment.words().stream().map(Word::text).toList());
      assertOrdered(segment, aligned);
      assertThat(aligner.align(aligned, speech)).as("aligned again").isSameAs(aligned);
    }
  }

  @Test
  void noWordStaysInSilenceWhereSpeechBesideItIsFree() {
    Random random = new Random(7);
    int moved = 0;
    for (int round = 0; round < 20_000; round++) {
      Segment segment = anySegment(random);
      SpeechIntervals speech = anySpeech(random);
      List<Word> words = aligner.align(segment, speech).words();
      for (int i = 0; i < words.size(); i++) {
        Word word = words.get(i);
        boolean silent =
            speech.all().stream()
                .noneMatch(
                    one ->
                        one.startMillis() <= word.endMillis()
                            && one.endMillis() >= word.startMillis());
        long from = i == 0 ? word.startMillis() : words.get(i - 1).endMillis();
        long to = i == words.size() - 1 ? word.endMillis() : words.get(i + 1).startMillis();
        boolean free =
            speech.all().stream()
                .anyMatch(
                    one -> Math.min(one.endMillis(), to) - Math.max(one.startMillis(), from) >= 60);
        assertThat(silent && free).as("%s in %s of %s", word, words, speech.all()).isFalse();
        assertThat(silent && !word.estimated()).as("%s in silence", word).isFalse();
        moved += word.estimated() && !silent ? 1 : 0;
      }
    }
    assertThat(moved).as("words that had to be moved").isGreaterThan(1000);
  }

  private static void assertOrdered(Segment before, Segment aligned) {
    assertThat(aligned.startMillis()).isGreaterThanOrEqualTo(before.startMillis());
    long last = Math.max(before.startMillis(), before.endMillis());
    assertThat(aligned.endMillis()).isBetween(aligned.startMillis(), last);
    int count = aligned.words().size();
    long least = count == 0 ? 0 : Math.min(20, (last - before.startMillis()) / count);
    long earliest = aligned.startMillis();
    for (Word word : aligned.words()) {
      assertThat(word.startMillis()).isGreaterThanOrEqualTo(earliest);
      assertThat(word.endMillis() - word.startMillis()).isGreaterThanOrEqualTo(least);
      earliest = word.endMillis();
    }
    assertThat(earliest).isLessThanOrEqualTo(aligned.endMillis());
  }

  /** Words anywhere, in any order, mostly where they belong. */
  private static Segment anySegment(Random random) {
    long start = random.nextInt(2000);
    long end = start + random.nextInt(6000) - 50L;
    List<Word> words = new ArrayList<>();
    long at = start;
    for (int i = random.nextInt(12); i > 0; i--) {
      at = Math.max(0, at + random.nextInt(700) - 100);
      long length = random.nextInt(4) == 0 ? random.nextInt(30) : random.nextInt(900);
      words.add(word("w" + i, at, at + length));
      at += length;
    }
    return new Segment(3, start, end, "text", words, null);
  }

  private static SpeechIntervals anySpeech(Random random) {
    List<Interval> intervals = new ArrayList<>();
    long at = random.nextInt(3000);
    for (int i = random.nextInt(8); i > 0; i--) {
      long length = 10L + random.nextInt(1500);
      intervals.add(new Interval(at, at + length));
      at += length + 1 + random.nextInt(1500);
    }
    return new SpeechIntervals(intervals);
  }

  private static Segment segment(Word... words) {
    return segment(100, 400, words);
  }

  private static Segment segment(long start, long end, Word... words) {
    return new Segment(0, start, end, "text", List.of(words), null);
  }

  private static Word word(String text, long start, long end) {
    return new Word(text, start, end, null, false);
  }

  private static Word guessed(String text, long start, long end) {
    return new Word(text, start, end, null, true);
  }

  /** Starts and ends in turn. */
  private static SpeechIntervals speech(long... times) {
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < times.length; i += 2) {
      intervals.add(new Interval(times[i], times[i + 1]));
    }
    return new SpeechIntervals(intervals);
  }
}
