package dev.steno.engine.model;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How work that waits a lot is told to stop, and waits so that it hears of it. */
final class StopSignal {

  private final CountDownLatch raised = new CountDownLatch(1);

  /** From now on the work should stop. */
  void raise() {
    raised.countDown();
  }

  /**
   * Returns at once unless the work should stop.
   *
   * @throws CancellationException where it should
   */
  void check() {
    pause(Duration.ZERO);
  }

  /**
   * Waits.
   *
   * @throws CancellationException as soon as the work should stop
   */
  void pause(Duration pause) {
    try {
      if (raised.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new CancellationException("told to stop");
      }
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  /** Who is interrupted should stop as well. */
  static CancellationException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    CancellationException stopped = new CancellationException("interrupted");
    stopped.initCause(cause);
    return stopped;
  }
}
