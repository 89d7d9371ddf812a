package dev.steno.task;

/**
 * An attempt wanted to write although the task has moved on without it: it was cancelled, deleted,
 * or given to another attempt. The attempt has to stop.
 */
public class StaleAttemptException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StaleAttemptException(String taskId, int attempt) {
    super("attempt " + attempt + " of task " + taskId + " is over");
  }
}
