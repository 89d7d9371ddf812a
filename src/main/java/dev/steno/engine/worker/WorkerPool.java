package dev.steno.engine.worker;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.process.ChildJvm;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The workers of all local engines: started when they are first needed, kept warm, replaced after a
 * number of chunks or when they are dead. Where all places are taken by idle workers of other
 * engines, one of those makes room. Safe for any number of callers; they wait for a free place in
 * the order they came.
 */
public final class WorkerPool implements AutoCloseable {

  private static final Logger LOG = System.getLogger(WorkerPool.class.getName());

  private final WorkerLimits limits;
  private final ChildJvm jvm;
  private final Executor executor;
  private final Semaphore free;
  private final Map<WorkerSpec, Backoff> backoffs = new ConcurrentHashMap<>();
  private final Deque<Worker> idle = new ConcurrentLinkedDeque<>();
  private final Set<Worker> living = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * A pool without workers yet.
   *
   * @param limits how many, and how they are treated
   * @param jvm starts them
   * @param executor reads what they say and sends them their chunks: must run everything at once;
   *     two threads for each worker that works (and one of {@code jvm}'s)
   */
  public WorkerPool(WorkerLimits limits, ChildJvm jvm, Executor executor) {
    this.limits = limits;
    this.jvm = jvm;
    this.executor = executor;
    this.free = new Semaphore(limits.size(), true);
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
   * @param spec what it is
   * @param cancelled asked ten times a second whether the caller still wants it
   * @throws CancellationException where not
   * @throws WorkerFailure where one was started and did not come up
   * @throws ProblemException where its engine says why it cannot work, or the pool is closed
   */
  Worker borrow(WorkerSpec spec, BooleanSupplier cancelled)
      throws WorkerFailure, InterruptedException {
    do {
      requireWanted(cancelled);
    } while (!free.tryAcquire(Watch.INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
    Worker worker = null;
    try {
      worker = warm(spec, cancelled);
      if (worker == null) {
        Backoff backoff =
            backoffs.computeIfAbsent(
                spec,
                any -> new Backoff(limits.firstPause(), limits.longestPause(), System::nanoTime));
        awaitBackoff(backoff, cancelled);
        makeRoom();
        worker = start(spec, backoff, cancelled);
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

  /**
   * Ends the idle workers of one kind, for example because its model is removed. What is at work
   * goes on.
   */
  public void retire(Predicate<WorkerSpec> kind) {
    for (Worker worker : List.copyOf(idle)) {
      if (kind.test(worker.spec()) && idle.remove(worker)) {
        worker.kill();
      }
    }
    backoffs.keySet().removeIf(kind);
  }

  private @Nullable Worker warm(WorkerSpec spec, BooleanSupplier cancelled)
      throws InterruptedException {
    for (Worker worker : List.copyOf(idle)) {
      if (worker.spec().equals(spec) && idle.remove(worker)) {
        if (answers(worker, cancelled)) {
          return worker;
        }
        worker.kill();
      }
    }
    return null;
  }

  private static boolean answers(Worker worker, BooleanSupplier cancelled)
      throws InterruptedException {
    boolean answered = false;
    try {
      worker.ping(cancelled);
      answered = true;
    } catch (WorkerFailure stopped) {
      LOG.log(Level.WARNING, () -> "an idle worker is replaced: " + stopped.detail());
    } finally {
      if (!answered) {
        worker.kill();
      }
    }
    return answered;
  }

  /** The worker that was idle for longest goes, where there would be too many. */
  private void makeRoom() throws InterruptedException {
    while (idle.size() > free.availablePermits()) {
      Worker oldest = idle.pollLast();
      if (oldest == null) {
        return;
      }
      oldest.kill();
      oldest.awaitEnd();
    }
  }

  private void awaitBackoff(Backoff backoff, BooleanSupplier cancelled)
      throws InterruptedException {
    long interval = TimeUnit.MILLISECONDS.toNanos(Watch.INTERVAL_MILLIS);
    for (long nanos = backoff.remainingNanos(); nanos > 0; nanos = backoff.remainingNanos()) {
      requireWanted(cancelled);
      if (closed.await(Math.min(nanos, interval), TimeUnit.NANOSECONDS)) {
        throw closedProblem();
      }
    }
  }

  private Worker start(WorkerSpec spec, Backoff backoff, BooleanSupplier cancelled)
      throws WorkerFailure, InterruptedException {
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
