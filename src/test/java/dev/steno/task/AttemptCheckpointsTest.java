package dev.steno.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.audio.Chunk;
import dev.steno.pipeline.Checkpoints.Advance;
import dev.steno.progress.ProgressEvent;
import dev.steno.progress.ProgressEvent.Advanced;
import dev.steno.progress.ProgressEvent.Recognized;
import dev.steno.progress.ProgressLog.Story;
import dev.steno.progress.Stage;
import dev.steno.transcript.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AttemptCheckpointsTest {

  private static final Chunk CHUNK = new Chunk(0, 0, 160_000);
  private static final Chunk NEXT = new Chunk(1, 160_000, 320_000);

  private final Task task = Task.uploading("id", "talk.wav", "here", Instant.EPOCH);
  private final List<ProgressEvent> told = new ArrayList<>();

  private final List<List<Chunk>> finished = new ArrayList<>();
  private int changes;

  private final ChunkTable chunkTable =
      new ChunkTable() {
        @Override
        void finish(String taskId, List<Chunk> chunks) {
          finished.add(chunks);
        }
      };

  /** A store with one task, which remembers what is told. */
  private final TaskStore store =
      new TaskStore() {
        @Override
        Task changeRunning(String id, int attempt, Function<Task, Story> change) {
          changes++;
          told.addAll(change.apply(task).events());
          return task;
        }
      };

  private final AttemptCheckpoints checkpoints =
      new AttemptCheckpoints("id", 1, store, chunkTable, new Transcripts());

  @Test
  void watchersAreToldWhatTheRowSaysWhateverAStageReports() {
    task.enqueue(1, Wishes.NONE, Instant.EPOCH);
    task.start("here", Instant.EPOCH);

    for (Advance reported :
        List.of(
            new Advance(Stage.TRANSCRIBING, 40, "one", 60),
            new Advance(Stage.TRANSCRIBING, 20, "two", 50),
            new Advance(Stage.ALIGNING, 10, "three", null),
            new Advance(Stage.TRANSCRIBING, 120, "four", null))) {
      checkpoints.advanced(reported);
      Advanced last = (Advanced) told.get(told.size() - 1);
      assertThat(last.stage()).isEqualTo(task.stage());
      assertThat(last.percentage()).isEqualTo(task.percentage());
      assertThat(last.message()).isEqualTo(reported.message());
      assertThat(last.etaSeconds()).isEqualTo(reported.etaSeconds());
    }

    assertThat(told)
        .extracting(event -> ((Advanced) event).percentage())
        .containsExactly(40, 40, 40, 99);
    assertThat(told)
        .extracting(event -> ((Advanced) event).stage())
        .containsExactly(Stage.TRANSCRIBING, Stage.TRANSCRIBING, Stage.ALIGNING, Stage.ALIGNING);
  }

  @Test
  void chunksThatAreFinishedTogetherAreKeptAndToldInOneChange() {
    task.enqueue(1, Wishes.NONE, Instant.EPOCH);
    task.start("here", Instant.EPOCH);
    List<Segment> segments = List.of(segment(0), segment(1), segment(2));

    checkpoints.recognized(
        List.of(CHUNK, NEXT), segments, new Advance(Stage.TRANSCRIBING, 40, "one", 60));

    assertThat(changes).isEqualTo(1);
    assertThat(finished).containsExactly(List.of(CHUNK, NEXT));
    assertThat(told)
        .containsExactly(
            new Recognized(segments.get(0)),
            new Recognized(segments.get(1)),
            new Recognized(segments.get(2)),
            new Advanced(Stage.TRANSCRIBING, 40, "one", 60, null));
  }

  @Test
  void whereProgressWasToldAMomentAgoOnlyTheSegmentsAre() {
    task.enqueue(1, Wishes.NONE, Instant.EPOCH);
    task.start("here", Instant.EPOCH);

    checkpoints.recognized(List.of(CHUNK), List.of(segment(0)), null);

    assertThat(finished).containsExactly(List.of(CHUNK));
    assertThat(told).containsExactly(new Recognized(segment(0)));
    assertThat(task.percentage()).isZero();
  }

  private static Segment segment(int index) {
    return new Segment(index, 0, 10, "text", List.of(), null);
  }
}
