package dev.steno.engine.worker;

import dev.steno.process.ChildProcess;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What is looked at, ten times a second, while a worker works: cancellation, time and memory. */
final class Watch {

  /** How long between two looks, in milliseconds. */
  static final long INTERVAL_MILLIS = 100;

  private static final long MEBIBYTE = 1 << 20;

  private final ChildProcess child;
  private final long mostResidentBytes;
  private final BooleanSupplier cancelled;
  private final Duration time;
  private final long begin = System.nanoTime();
  private long lastLook = begin - TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS);

  Watch(ChildProcess child, long mostResidentBytes, Duration time, BooleanSupplier cancelled) {
    this.child = child;
    this.mostResidentBytes = mostResidentBytes;
    this.time = time;
    this.cancelled = cancelled;
  }

  /**
   * Looks, unless the last look is too recent.
   *
   * @throws CancellationException where the work is no longer wanted
   * @throws WorkerFailure where the worker takes too much time or memory
   */
  void look() throws WorkerFailure {
    long now = System.nanoTime();
    if (now - lastLook < TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS)) {
      return;
    }
    lastLook = now;
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("the work is no longer wanted");
    }
    if (now - begin > time.toNanos()) {
      throw WorkerFailure.crashed("it did not answer within " + time.toSeconds() + " s");
    }
    OptionalLong resident = child.residentBytes();
    if (resident.isPresent() && resident.getAsLong() > mostResidentBytes) {
      throw WorkerFailure.outOfMemory(
          "it occupied "
              + resident.getAsLong() / MEBIBYTE
              + " MiB where "
              + mostResidentBytes / MEBIBYTE
              + " MiB are allowed");
    }
  }
}
