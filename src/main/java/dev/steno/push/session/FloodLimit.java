package dev.steno.push.session;

import java.util.concurrent.TimeUnit;

/** Lets a client say 50 things at once and 20 a second for ever; a token bucket. */
final class FloodLimit {

  private static final int BURST = 50;
  private static final long NANOS_PER_MESSAGE = TimeUnit.SECONDS.toNanos(1) / 20;

  private long credit = BURST * NANOS_PER_MESSAGE;
  private long lastNanos;

  FloodLimit(long nowNanos) {
    this.lastNanos = nowNanos;
  }

  /** Whether one more message is within the limit. */
  synchronized boolean allows(long nowNanos) {
    credit = Math.min(BURST * NANOS_PER_MESSAGE, credit + (nowNanos - lastNanos));
    lastNanos = nowNanos;
    if (credit < NANOS_PER_MESSAGE) {
      return false;
    }
    credit -= NANOS_PER_MESSAGE;
    return true;
  }
}
