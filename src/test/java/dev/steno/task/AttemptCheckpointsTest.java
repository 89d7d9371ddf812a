package dev.steno.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.pipeline.Checkpoints.Advance;
import dev.steno.progress.ProgressEvent;
import dev.steno.progress.ProgressEvent.Advanced;
import dev.steno.progress.ProgressLog.Story;
import dev.steno.progress.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AttemptCheckpointsTest {

  private final Task task = Task.uploading("id", "talk.wav", "here", Instant.EPOCH);
  private final List<ProgressEvent> told = new ArrayList<>();

  /** A store with one task, which remembers what is told. */
  private final TaskStore store =
      new TaskStore() {
        @Override
        Task changeRunning(String id, int attempt, Function<Task, Story> change) {
          told.addAll(change.apply(task).events());
          return task;
        }
      };

  private final AttemptCheckpoints checkpoints =
      new AttemptCheckpoints("id", 1, store, new ChunkTable(), new Transcripts());

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
}
