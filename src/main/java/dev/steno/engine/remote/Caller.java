package dev.steno.engine.remote;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Who waits for an answer. However they wait, they are asked ten times a second whether they still
 * want it, on their own thread.
 */
final class Caller {

  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final BooleanSupplier cancelled;
  private final CountDownLatch closed;

  /**
   * A caller.
   *
   * @param cancelled whether they no longer want it
   * @param closed open once the engine is closed
   */
  Caller(BooleanSupplier cancelled, CountDownLatch closed) {
    this.cancelled = cancelled;
    this.closed = closed;
  }

  /**
   * Asks them.
   *
   * @throws CancellationException where they do not want it
   * @throws ProblemException with {@code ENGINE_UNAVAILABLE} where the engine is closed
   */
  void requireWaiting() {
    if (closed.getCount() == 0) {
      throw closedProblem();
    }
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("the work is no longer wanted");
    }
  }

  /** What callers of a closed engine are told. */
  static ProblemException closedProblem() {
    return new ProblemException(
        ErrorCode.ENGINE_UNAVAILABLE,
        "Speech recognition is being stopped with the server. Try again when it is back.");
  }

  /** Waits for a place, which the caller must release. */
  void takePlace(Semaphore places) throws InterruptedException {
    do {
      requireWaiting();
    } while (!places.tryAcquire(INTERVAL_NANOS, TimeUnit.NANOSECONDS));
  }

  /** Waits so long. */
  void pause(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
      requireWaiting();
      closed.await(Math.min(left, INTERVAL_NANOS), TimeUnit.NANOSECONDS);
    }
    requireWaiting();
  }

  /**
   * Waits for an answer, which is cancelled where it does not come or is no longer wanted.
   *
   * @throws TimeoutException when the time is over
   * @throws ExecutionException with the reason why there will be none
   */
  <T> T await(CompletableFuture<T> answer, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        requireWaiting();
        try {
          return answer.get(INTERVAL_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException notYet) {
          if (System.nanoTime() - end >= 0) {
            throw notYet;
          }
        }
      }
    } finally {
      // Ends the exchange and its connection; nothing happens where the answer is there.
      answer.cancel(true);
    }
  }
}
