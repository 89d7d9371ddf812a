package dev.steno.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TranscriptTest {

  @Test
  void withoutSpeakersThereIsOneTurnForEachSegment() {
    List<Turn> turns =
        Transcript.turnsOf(
            List.of(
                segment(0, null, word("one", 0, 100)), segment(1, null, word("two", 1000, 1100))));

    assertThat(turns)
        .containsExactly(
            new Turn("t0", 0, null, 0, 900, List.of(word("one", 0, 100))),
            new Turn("t1", 0, null, 1000, 1900, List.of(word("two", 1000, 1100))));
  }

  @Test
  void neighboursOfOneKnownSpeakerAreOneTurn() {
    List<Turn> turns =
        Transcript.turnsOf(
            List.of(
                segment(0, "S1", word("one", 0, 100)),
                segment(1, "S1", word("two", 1000, 1100)),
                segment(2, "S2", word("three", 2000, 2100)),
                segment(3, "S1", word("four", 3000, 3100))));

    assertThat(turns)
        .containsExactly(
            new Turn("t0", 0, "S1", 0, 1900, List.of(word("one", 0, 100), word("two", 1000, 1100))),
            new Turn("t2", 0, "S2", 2000, 2900, List.of(word("three", 2000, 2100))),
            new Turn("t3", 0, "S1", 3000, 3900, List.of(word("four", 3000, 3100))));
  }

  @Test
  void aTurnHasTheNotesOfItsSegmentsEachOnce() {
    List<Turn> turns =
        Transcript.turnsOf(
            List.of(
                noted(0, "S1", null),
                noted(1, "S1", "Repeated words were removed here."),
                noted(2, "S1", "Repeated words were removed here."),
                noted(3, "S1", "Hard to hear."),
                noted(4, "S2", "Hard to hear."),
                noted(5, "S2", null),
                noted(6, "S3", null)));

    assertThat(turns)
        .extracting(Turn::note)
        .containsExactly("Repeated words were removed here. Hard to hear.", "Hard to hear.", null);
  }

  private static Segment noted(int index, String speaker, @Nullable String note) {
    return new Segment(index, index, index + 1L, "text", List.of(), speaker, note);
  }

  @Test
  void aKnownAndAnUnknownSpeakerAreNotJoined() {
    List<Turn> turns =
        Transcript.turnsOf(
            List.of(
                segment(0, "S1", word("one", 0, 100)),
                segment(1, null, word("two", 1000, 1100)),
                segment(2, "S1", word("three", 2000, 2100))));

    assertThat(turns).extracting(Turn::id).containsExactly("t0", "t1", "t2");
  }

  @Test
  void aSegmentWithoutWordTimesKeepsItsTextAsOneEstimatedWord() {
    List<Turn> turns =
        Transcript.turnsOf(List.of(new Segment(4, 500, 700, "all of it", List.of(), null)));

    assertThat(turns)
        .containsExactly(
            new Turn(
                "t4", 0, null, 500, 700, List.of(new Word("all of it", 500, 700, null, true))));
  }

  @Test
  void aSegmentWithoutWordTimesKeepsItsTextWhenItIsJoined() {
    List<Turn> turns =
        Transcript.turnsOf(
            List.of(
                segment(0, "S1", word("one", 0, 100)),
                new Segment(1, 1000, 1900, "two three", List.of(), "S1")));

    assertThat(turns).extracting(Turn::text).containsExactly("one two three");
  }

  @Test
  void aSegmentInWhichNothingWasSaidHasNoWords() {
    List<Turn> turns = Transcript.turnsOf(List.of(new Segment(0, 500, 700, " ", List.of(), null)));

    assertThat(turns).extracting(Turn::words).containsExactly(List.of());
  }

  @Test
  void noSegmentsGiveNoTurns() {
    assertThat(Transcript.turnsOf(List.of())).isEmpty();
  }

  @Test
  void aTranscriptDoesNotChangeWithTheListsItWasMadeOf() {
    List<String> warnings = new ArrayList<>(List.of("a warning"));
    List<Speaker> speakers = new ArrayList<>(List.of(new Speaker("S1", "Ada")));
    List<Word> words = new ArrayList<>(List.of(word("one", 0, 100)));
    List<Turn> turns = new ArrayList<>(List.of(new Turn("t0", 0, "S1", 0, 100, words)));
    Transcript transcript =
        new Transcript("id", 0, null, null, null, null, warnings, speakers, turns);

    warnings.clear();
    speakers.clear();
    words.clear();
    turns.clear();

    assertThat(transcript.warnings()).hasSize(1);
    assertThat(transcript.speakers()).hasSize(1);
    assertThat(transcript.turns()).hasSize(1);
    assertThat(transcript.turns().get(0).text()).isEqualTo("one");
  }

  private static Segment segment(int index, @Nullable String speaker, Word word) {
    long start = index * 1000L;
    return new Segment(index, start, start + 900, word.text(), List.of(word), speaker);
  }

  private static Word word(String text, long start, long end) {
    return new Word(text, start, end, null, false);
  }
}
