package dev.steno.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * The time left as people are told it: it counts down by itself, estimates only make it run a
 * little faster or slower, as a clock that is set right by slewing it (RFC 5905 does so with the
 * time of day). It jumps only where an estimate clearly differs, since the work has become faster
 * or slower. Used by one thread.
 */
final class Countdown {

  /** An estimate that differs by this share of itself does so clearly. */
  private static final double CLEARLY = 0.1;

  /** What differs by less does not. */
  private static final double LITTLE_MILLIS = 5_000;

  /** Between two jumps a second of people's time takes half a second to one and a half. */
  private static final double MOST_SLEW = 0.5;

  private static final double SLEW_MILLIS = 10_000;

  private boolean begun;
  private double told;
  private double estimated;

  /** So many milliseconds of work have passed. */
  void passed(long millis) {
    estimated = Math.max(0, estimated - millis);
    double due = Math.max(0, told - millis);
    double wanted = (estimated - due) * -Math.expm1(-millis / SLEW_MILLIS);
    double most = MOST_SLEW * millis;
    told = Math.max(0, due + Math.max(-most, Math.min(most, wanted)));
  }

  /** An estimate of now. */
  void estimate(double millisLeft) {
    estimated = millisLeft;
    if (!begun || Math.abs(told - millisLeft) > Math.max(LITTLE_MILLIS, CLEARLY * millisLeft)) {
      end(millisLeft);
    }
  }

  /** It is known, not estimated, how long the rest takes. */
  void end(double millisLeft) {
    begun = true;
    estimated = millisLeft;
    told = millisLeft;
  }

  /** Seconds left, rounded up, or {@code null} before the first estimate. */
  @Nullable Integer seconds() {
    return begun ? (int) Math.min(Integer.MAX_VALUE, Math.ceil(told / 1000)) : null;
  }
}
