package dev.steno.engine.worker;

import dev.steno.engine.EngineDescription;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.process.ChildJvm;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one engine: started when they are first needed, kept warm, replaced after a number
 * of chunks or when they are dead. Safe for any number of callers; they wait for a free worker in
 * the order they came.
 */
public final class WorkerPool implements AutoCloseable {

  private final WorkerSpec spec;
  private final WorkerLimits limits;
  private final ChildJvm jvm;
  private final Executor executor;
  private final Semaphore free;
  private final Backoff backoff;
  private final Deque<Worker> idle = new ConcurrentLinkedDeque<>();
  private final Set<Worker> living = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * A pool without workers yet.
   *
   * @param spec what a worker is
   * @param limits how many, and what each may take
   * @param jvm starts them
   * @param executor reads what they say and sends them their chunks: must run everything at once;
   *     two threads for each worker that works (and one of {@code jvm}'s)
   */
  public WorkerPool(WorkerSpec spec, WorkerLimits limits, ChildJvm jvm, Executor executor) {
    this.spec = spec;
    this.limits = limits;
    this.jvm = jvm;
    this.executor = executor;
    this.free = new Semaphore(limits.size(), true);
    this.backoff = new Backoff(limits.firstPause(), limits.longestPause(), System::nanoTime);
  }

  /** The engine in the workers. */
  EngineDescription description() {
    return spec.description();
  }

  /** How many workers there may be. */
  int size() {
    return limits.size();
  }

  /** Whether {@link #close} was called. */
  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /**
   * A worker that is ready, for the caller alone, who must {@link #giveBack} or {@link #discard}
   * it.
   *
   * @param cancelled asked ten times a second whether the caller still wants it
   * @throws CancellationException where not
   * @throws WorkerFailure where one was started and did not come up
   * @throws ProblemException where its engine says why it cannot work, or the pool is closed
   */
  Worker borrow(BooleanSupplier cancelled) throws WorkerFailure, InterruptedException {
    do {
      requireWanted(cancelled);
    } while (!free.tryAcquire(Watch.INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
    Worker worker = null;
    try {
      worker = warm();
      if (worker == null) {
        awaitBackoff(cancelled);
        worker = start(cancelled);
      }
      return worker;
    } finally {
      if (worker == null) {
        free.release();
      }
    }
  }

  /** Takes a worker back that did its work. */
  void giveBack(Worker worker) {
    if (worker.chunks() >= limits.recycleAfter()) {
      discard(worker);
      return;
    }
    idle.addFirst(worker);
    free.release();
  }

  /** Ends a worker that did not, or did enough. */
  void discard(Worker worker) {
    worker.kill();
    free.release();
  }

  /**
   * Ends all workers at once. Who waits for one, or has one at work, and who comes later, gets a
   * {@link ProblemException} with {@code ENGINE_UNAVAILABLE}.
   */
  @Override
  public void close() {
    closed.countDown();
    living.forEach(Worker::kill);
    try {
      for (Worker worker : living) {
        worker.awaitEnd();
      }
    } catch (InterruptedException hurry) {
      // They are killed; only the certainty that they are gone is missing.
      Thread.currentThread().interrupt();
    }
  }

  /** What callers of a closed pool are told. */
  ProblemException closedProblem() {
    return new ProblemException(
        ErrorCode.ENGINE_UNAVAILABLE,
        "Speech recognition is being stopped with the server. Try again when it is back.");
  }

  private @Nullable Worker warm() {
    for (Worker worker = idle.pollFirst(); worker != null; worker = idle.pollFirst()) {
      if (worker.alive()) {
        return worker;
      }
      worker.kill();
    }
    return null;
  }

  private void awaitBackoff(BooleanSupplier cancelled) throws InterruptedException {
    long interval = TimeUnit.MILLISECONDS.toNanos(Watch.INTERVAL_MILLIS);
    for (long nanos = backoff.remainingNanos(); nanos > 0; nanos = backoff.remainingNanos()) {
      requireWanted(cancelled);
      if (closed.await(Math.min(nanos, interval), TimeUnit.NANOSECONDS)) {
        throw closedProblem();
      }
    }
  }

  private Worker start(BooleanSupplier cancelled) throws WorkerFailure, InterruptedException {
    Worker worker = null;
    boolean ready = false;
    boolean wanted = true;
    try {
      worker = Worker.start(spec, limits, jvm, executor);
      // A killed one stays until it is gone, so that close() can wait for it.
      living.removeIf(one -> !one.alive());
      living.add(worker);
      // Either close() sees the new worker, or this sees that the pool is closed.
      requireWanted(cancelled);
      worker.awaitHello(cancelled);
      ready = true;
      backoff.succeeded();
      return worker;
    } catch (CancellationException | InterruptedException unwanted) {
      wanted = false;
      throw unwanted;
    } finally {
      if (!ready) {
        if (wanted) {
          backoff.failed();
        }
        if (worker != null) {
          worker.kill();
          worker.awaitEnd();
        }
      }
    }
  }

  private void requireWanted(BooleanSupplier cancelled) {
    if (isClosed()) {
      throw closedProblem();
    }
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("the work is no longer wanted");
    }
  }
}
