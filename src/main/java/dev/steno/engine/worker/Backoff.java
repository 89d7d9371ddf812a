package dev.steno.engine.worker;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long to wait after failures: twice as long after each, up to a limit, until one succeeds. */
final class Backoff {

  private final long firstNanos;
  private final long longestNanos;
  private final LongSupplier nanoTime;
  private int failures;
  private long until;

  /**
   * A backoff with nothing to wait for yet.
   *
   * @param first after the first failure
   * @param longest after many
   * @param nanoTime a clock that never goes back, such as {@link System#nanoTime}
   */
  Backoff(Duration first, Duration longest, LongSupplier nanoTime) {
    this.firstNanos = first.toNanos();
    this.longestNanos = longest.toNanos();
    this.nanoTime = nanoTime;
  }

  synchronized void failed() {
    long pause = firstNanos;
    for (int i = 0; i < failures && pause < longestNanos; i++) {
      pause *= 2;
    }
    failures++;
    until = nanoTime.getAsLong() + Math.min(pause, longestNanos);
  }

  synchronized void succeeded() {
    failures = 0;
  }

  /** How long still to wait; zero or less where there is nothing to wait for. */
  synchronized long remainingNanos() {
    return failures == 0 ? 0 : until - nanoTime.getAsLong();
  }
}
