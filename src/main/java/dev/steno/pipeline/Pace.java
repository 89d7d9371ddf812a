package dev.steno.pipeline;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** How fast an attempt gets on, and so how long it will take. */
final class Pace {

  /** Before this share of the work an estimate would mislead more than help. */
  private static final double ENOUGH = 0.05;

  private final Clock clock;
  private final long startedAt;
  private final long doneAtStart;

  /**
   * A pace that begins now.
   *
   * @param doneAtStart what earlier attempts did; it says nothing about this one's speed
   */
  Pace(Clock clock, long doneAtStart) {
    this.clock = clock;
    this.startedAt = clock.millis();
    this.doneAtStart = doneAtStart;
  }

  /**
   * Seconds left.
   *
   * @param done work done, in any unit
   * @param total all work, in the same unit
   * @return rounded up, or {@code null} while too little was done to say
   */
  @Nullable Integer etaSeconds(long done, long total) {
    long doneNow = done - doneAtStart;
    long elapsed = clock.millis() - startedAt;
    if (total <= 0 || doneNow < ENOUGH * (total - doneAtStart) || doneNow <= 0 || elapsed <= 0) {
      return null;
    }
    double secondsPerUnit = elapsed / 1000.0 / doneNow;
    return (int) Math.ceil(Math.max(0, total - done) * secondsPerUnit);
  }
}
