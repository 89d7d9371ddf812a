package dev.steno.engine.model;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How fast bytes come, over the last half minute, and so how long the rest will take: networks
 * change their pace, and a mean since the beginning would not notice. Used by one thread.
 */
final class TransferPace {

  private static final long WINDOW_MILLIS = 30_000;
  private static final long STEP_MILLIS = 500;

  /** Less than this says nothing. */
  private static final long ENOUGH_MILLIS = 1_000;

  private final Clock clock;
  private final Deque<Mark> marks = new ArrayDeque<>();

  private record Mark(long millis, long bytes) {}

  TransferPace(Clock clock) {
    this.clock = clock;
  }

  /**
   * Notes how far it is.
   *
   * @return seconds left, rounded up, or {@code null} while too little has come to say
   */
  @Nullable Integer etaSeconds(long bytes, long total) {
    long now = clock.millis();
    Mark newest = marks.peekLast();
    if (newest != null && bytes < newest.bytes) {
      // The hub made us start over.
      marks.clear();
      newest = null;
    }
    if (newest == null || now - newest.millis >= STEP_MILLIS) {
      marks.addLast(new Mark(now, bytes));
    }
    while (marks.size() > 2 && now - marks.getFirst().millis > WINDOW_MILLIS) {
      marks.removeFirst();
    }
    Mark oldest = marks.getFirst();
    long elapsed = now - oldest.millis;
    long came = bytes - oldest.bytes;
    if (elapsed < ENOUGH_MILLIS || came <= 0) {
      return null;
    }
    double millisLeft = (double) Math.max(0, total - bytes) * elapsed / came;
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(millisLeft / 1000));
  }
}
