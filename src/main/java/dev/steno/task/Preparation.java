package dev.steno.task;

import dev.steno.engine.PreparationListener;
import dev.steno.progress.ProgressLog.Story;
import dev.steno.progress.Stage;
import org.jspecify.annotations.Nullable;

/** Shows what an engine does to get ready as the waiting that it is for who watches the task. */
record Preparation(Attempt attempt, TaskStore store) implements PreparationListener {

  @Override
  public void preparing(String message, @Nullable Integer etaSeconds) {
    store.changeRunning(
        attempt.taskId(),
        attempt.number(),
        task -> {
          task.advance(Stage.QUEUED, 0);
          return Story.of(attempt.number(), TaskProgress.advanced(task, message, etaSeconds));
        });
  }

  @Override
  public boolean cancelled() {
    return attempt.cancelled();
  }
}
