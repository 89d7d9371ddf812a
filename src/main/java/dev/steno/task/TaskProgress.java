package dev.steno.task;

import dev.steno.progress.ProgressEvent.Advanced;
import dev.steno.progress.ProgressLog.Story;
import org.jspecify.annotations.Nullable;

/**
 * Tells progress as the row of a task has it, whatever a stage reported: the one place where
 * progress becomes an event, so that row, log and watchers never disagree.
 */
final class TaskProgress {

  private TaskProgress() {}

  /** Where the task stands now, with a short sentence for people. */
  static Story of(Task task, String message) {
    return Story.of(task.attempt(), advanced(task, message, null));
  }

  /** Where the task waits: 1 for the next in line. */
  static Story waiting(Task task, String message, int place) {
    return Story.of(
        task.attempt(), new Advanced(task.stage(), task.percentage(), message, null, place));
  }

  /**
   * Where the task stands now.
   *
   * @param message one short sentence for people
   * @param etaSeconds seconds left, or {@code null} while unknown
   */
  static Advanced advanced(Task task, String message, @Nullable Integer etaSeconds) {
    return new Advanced(task.stage(), task.percentage(), message, etaSeconds, null);
  }
}
