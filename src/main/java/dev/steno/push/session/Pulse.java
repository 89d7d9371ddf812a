package dev.steno.push.session;

/**
 * When a client is due for a heartbeat or a ping, and whether it still answers. The servers' own
 * idle timers do not help: on some, our heartbeats alone keep a dead client alive.
 */
final class Pulse {

  /** Pings without an answer after which a client counts as gone. */
  private static final int MISSED = 2;

  private final long intervalNanos;

  private long nextHeartbeat;
  private long nextPing;
  private int unanswered;

  Pulse(long openedNanos, long intervalNanos) {
    this.intervalNanos = intervalNanos;
    this.nextHeartbeat = openedNanos + intervalNanos;
    // Half way between two heartbeats: no ping is sent while something else is under way.
    this.nextPing = openedNanos + intervalNanos / 2;
  }

  /** Whether a heartbeat is due; if so, the next one is due an interval later. */
  synchronized boolean takeHeartbeat(long now) {
    if (now - nextHeartbeat < 0) {
      return false;
    }
    nextHeartbeat += intervalNanos;
    if (now - nextHeartbeat >= 0) {
      // The timer stood still: what was missed is not made up for.
      nextHeartbeat = now + intervalNanos;
    }
    return true;
  }

  /** Whether a ping is due. */
  synchronized boolean isPingDue(long now) {
    return now - nextPing >= 0;
  }

  /** A ping is about to be sent; told before, since the answer may be faster than we are. */
  synchronized void pinged(long now) {
    nextPing = now + intervalNanos;
    unanswered++;
  }

  /** The ping could not be sent after all. */
  synchronized void notPinged(long now) {
    nextPing = now;
    unanswered = Math.max(0, unanswered - 1);
  }

  /** The client gave a sign of life. */
  synchronized void heard() {
    unanswered = 0;
  }

  /** Whether the client left too many pings without an answer. */
  synchronized boolean isLost() {
    return unanswered >= MISSED;
  }
}
