package dev.steno.testing.load;

import java.time.Duration;

/** Counts the segments that arrived at all watchers, for whoever waits until all are there. */
final class Arrivals {

  private long count;
  private long lastNanos = System.nanoTime();

  synchronized void add(long more) {
    count += more;
    lastNanos = System.nanoTime();
    notifyAll();
  }

  synchronized void clear() {
    count = 0;
  }

  /**
   * Waits until so many have arrived since it was cleared, or patience is at an end.
   *
   * @return how many have
   */
  synchronized long await(long wanted, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (count < wanted) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        break;
      }
      wait(millis);
    }
    return count;
  }

  /** When the last one arrived, by the clock of {@code nanoTime}. */
  synchronized long lastNanos() {
    return lastNanos;
  }
}
