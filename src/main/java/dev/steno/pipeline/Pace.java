package dev.steno.pipeline;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How far an attempt is and how long it will take, over all its stages. Work is counted in
 * milliseconds of speech. Used by one thread.
 */
final class Pace {

  private final Clock clock;
  private final long total;
  private final Speed speed;
  private final Countdown countdown = new Countdown();
  private final double afterwardsMillis;
  private long countedUntil;
  private int percentage;

  /**
   * A pace that begins now.
   *
   * @param total all speech, in milliseconds
   * @param doneBefore what earlier attempts did of it; it says nothing about this one's speed
   */
  Pace(Clock clock, long total, long doneBefore) {
    this.clock = clock;
    this.total = total;
    this.speed = new Speed(doneBefore);
    this.afterwardsMillis = Shares.aligningMillis(total);
    this.countedUntil = clock.millis();
    reached(doneBefore);
  }

  /** So much is recognised, in milliseconds of speech. */
  void reached(long done) {
    percentage =
        Math.max(
            percentage,
            done >= total ? Shares.RECOGNIZED : (int) (done * Shares.RECOGNIZED / total));
    long now = clock.millis();
    // Looked at first: a report that ends a pause must not let the pause count.
    long workingUntil = speed.workingUntil(now);
    countdown.passed(Math.max(0, workingUntil - countedUntil));
    countedUntil = now;
    boolean measured = speed.reached(now, done);
    if (!speed.known()) {
      return;
    }
    if (done >= total) {
      countdown.end(afterwardsMillis);
    } else if (measured) {
      countdown.estimate((total - done) / speed.perMillisecond() + afterwardsMillis);
    }
  }

  /** How much of the attempt is done, 0 to {@link Shares#RECOGNIZED}; never goes back. */
  int percentage() {
    return percentage;
  }

  /** Seconds until the attempt is over, rounded up, or {@code null} while nobody can say. */
  @Nullable Integer etaSeconds() {
    return countdown.seconds();
  }
}
