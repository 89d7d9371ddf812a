package dev.steno.task;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An attempt that runs on this node, and the wish that it should not. */
final class Attempt {

  private final String taskId;
  private final int number;
  private final CountDownLatch over = new CountDownLatch(1);
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

  /** Nothing of it runs any more. */
  void over() {
    over.countDown();
  }

  /** Waits until nothing of it runs any more; false where it took too long. */
  boolean awaitOver(long seconds) throws InterruptedException {
    return over.await(seconds, TimeUnit.SECONDS);
  }

  void cancel() {
    cancelled = true;
  }

  boolean cancelled() {
    return cancelled;
  }
}
