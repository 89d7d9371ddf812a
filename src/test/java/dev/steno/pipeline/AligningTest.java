package dev.steno.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.audio.PcmAudio;
import dev.steno.audio.SpeechIntervals;
import dev.steno.engine.WordAligner;
import dev.steno.pipeline.Checkpoints.Advance;
import dev.steno.progress.Stage;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AligningTest {

  @TempDir Path folder;

  private final RecordingCheckpoints checkpoints = new RecordingCheckpoints();
  private @Nullable PcmAudio audio;

  @AfterEach
  void close() throws IOException {
    if (audio != null) {
      audio.close();
    }
  }

  @Test
  void onlySegmentsWhoseWordsWereMovedAreToldAgainInTheirPlace() throws IOException {
    PcmAudio sound = sound(6000, 1000, 2000, 4000, 5000);
    Segment inPlace = segment(0, word("a", 1000, 2000));
    Segment reachingIntoSilence = segment(1, word("b", 2500, 4500), word("c", 4500, 6000));
    checkpoints.segments.addAll(List.of(inPlace, reachingIntoSilence));

    align(sound);

    assertThat(checkpoints.aligned)
        .containsExactly(List.of(segment(1, word("b", 3940, 4500), word("c", 4500, 5060))));
    assertThat(checkpoints.segments()).startsWith(inPlace);
    assertThat(checkpoints.warnings).isEmpty();
  }

  @Test
  void theStageIsToldWithTheShareItCosts() throws IOException {
    checkpoints.segments.add(segment(0, word("a", 0, 2000)));

    align(sound(6000, 1000, 2000));

    assertThat(checkpoints.advances)
        .containsExactly(
            new Advance(Stage.ALIGNING, 98, "Placing words", null),
            new Advance(Stage.ALIGNING, 99, "Placing words", null));
  }

  @Test
  void whereNothingWasSaidThereIsNothingToAlign() throws IOException {
    align(sound(1000));

    assertThat(checkpoints.advances).isEmpty();
    assertThat(checkpoints.warnings).isEmpty();
  }

  @Test
  void segmentsWithoutWordTimesAreLeftAloneWithOneWarning() throws IOException {
    PcmAudio sound = sound(6000, 1000, 2000);
    checkpoints.segments.addAll(List.of(segment(0), segment(1)));

    align(sound);

    assertThat(checkpoints.warnings)
        .containsExactly(
            "There are no word times for this language or engine; times are those of whole"
                + " sentences.");
    assertThat(checkpoints.aligned).isEmpty();
    assertThat(checkpoints.advances).as("the stage does not apply").isEmpty();
  }

  @Test
  void oneSegmentWithoutWordTimesDoesNotKeepTheOthersFromBeingAligned() throws IOException {
    checkpoints.segments.addAll(List.of(segment(0), segment(1, word("a", 0, 2000))));

    align(sound(6000, 1000, 2000));

    assertThat(checkpoints.warnings).hasSize(1);
    assertThat(checkpoints.aligned).containsExactly(List.of(segment(1, word("a", 940, 2000))));
  }

  @Test
  void manySegmentsAreKeptInPartsSoThatNoWriteIsLong() throws IOException {
    for (int i = 0; i < 120; i++) {
      checkpoints.segments.add(segment(i, word("a", 0, 2000)));
    }

    align(sound(6000, 1000, 2000));

    assertThat(checkpoints.aligned).extracting(List::size).containsExactly(50, 50, 20);
    assertThat(checkpoints.advances).extracting(Advance::percentage).isSorted().endsWith(99);
  }

  @Test
  void aFaultOfTheAlignerLeavesTheTranscriptWithAWarning() throws IOException {
    WordAligner broken =
        new WordAligner() {
          @Override
          public Segment align(Segment segment, SpeechIntervals speech) {
            throw new IllegalStateException("on purpose");
          }
        };
    Segment segment = segment(0, word("a", 0, 2000));
    checkpoints.segments.add(segment);

    new Aligning(sound(6000, 1000, 2000), broken, checkpoints).run(() -> false);

    assertThat(checkpoints.segments()).containsExactly(segment);
    assertThat(checkpoints.warnings).containsExactly("Word times could not be checked.");
  }

  @Test
  void soundThatCannotBeReadLeavesTheTranscriptWithAWarning() throws IOException {
    PcmAudio sound = sound(6000, 1000, 2000);
    sound.close();
    Segment segment = segment(0, word("a", 0, 2000));
    checkpoints.segments.add(segment);

    align(sound);

    assertThat(checkpoints.segments()).containsExactly(segment);
    assertThat(checkpoints.warnings).containsExactly("Word times could not be checked.");
  }

  @Test
  void anAttemptThatIsOverIsNoFaultOfTheAligner() throws IOException {
    IllegalStateException stale = new IllegalStateException("another attempt took over");
    RecordingCheckpoints over =
        new RecordingCheckpoints() {
          @Override
          public void aligned(List<Segment> moved, Advance advance) {
            throw stale;
          }
        };
    over.segments.add(segment(0, word("a", 0, 2000)));
    PcmAudio sound = sound(6000, 1000, 2000);

    assertThatThrownBy(() -> new Aligning(sound, new WordAligner(), over).run(() -> false))
        .isSameAs(stale);
    assertThat(over.warnings).isEmpty();
  }

  @Test
  void cancellingStopsItWhileItListens() throws IOException {
    checkpoints.segments.add(segment(0, word("a", 0, 2000)));
    PcmAudio sound = sound(6000, 1000, 2000);

    assertThatThrownBy(() -> new Aligning(sound, new WordAligner(), checkpoints).run(() -> true))
        .isInstanceOf(CancellationException.class);
    assertThat(checkpoints.aligned).isEmpty();
    assertThat(checkpoints.warnings).isEmpty();
  }

  @Test
  void aServerThatShutsDownIsNoFaultOfTheAligner() throws IOException {
    checkpoints.segments.add(segment(0, word("a", 0, 2000)));
    PcmAudio sound = sound(6000, 1000, 2000);

    // Reading a file is what an interrupt breaks off.
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> align(sound)).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(checkpoints.warnings).isEmpty();
  }

  @Test
  void cancellingStopsItBetweenTwoWrites() throws IOException {
    AtomicBoolean unwanted = new AtomicBoolean();
    RecordingCheckpoints cancelling =
        new RecordingCheckpoints() {
          @Override
          public void aligned(List<Segment> moved, Advance advance) {
            super.aligned(moved, advance);
            unwanted.set(true);
          }
        };
    for (int i = 0; i < 120; i++) {
      cancelling.segments.add(segment(i, word("a", 0, 2000)));
    }
    PcmAudio sound = sound(6000, 1000, 2000);

    assertThatThrownBy(() -> new Aligning(sound, new WordAligner(), cancelling).run(unwanted::get))
        .isInstanceOf(CancellationException.class);
    assertThat(cancelling.aligned).hasSize(1);
  }

  private void align(PcmAudio sound) {
    new Aligning(sound, new WordAligner(), checkpoints).run(() -> false);
  }

  private PcmAudio sound(int millis, int... times) throws IOException {
    PcmAudio opened = Sounds.write(folder.resolve("pcm"), millis, times);
    audio = opened;
    return opened;
  }

  /** A segment that begins and ends with its words. */
  private static Segment segment(int index, Word... words) {
    List<Word> all = new ArrayList<>(List.of(words));
    return new Segment(
        index,
        all.isEmpty() ? 0 : all.get(0).startMillis(),
        all.isEmpty() ? 1000 : all.get(all.size() - 1).endMillis(),
        "text",
        all,
        null);
  }

  private static Word word(String text, long start, long end) {
    return new Word(text, start, end, null, false);
  }
}
