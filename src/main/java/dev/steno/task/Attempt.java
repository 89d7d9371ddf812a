package dev.steno.task;

/** An attempt that runs on this node, and the wish that it should not. */
final class Attempt {

  private final String taskId;
  private final int number;
  private volatile boolean cancelled;

  Attempt(String taskId, int number) {
    this.taskId = taskId;
    this.number = number;
  }

  String taskId() {
    return taskId;
  }

  int number() {
    return number;
  }

  void cancel() {
    cancelled = true;
  }

  boolean cancelled() {
    return cancelled;
  }
}
