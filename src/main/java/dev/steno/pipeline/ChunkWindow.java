package dev.steno.pipeline;

import dev.steno.audio.Chunk;
import dev.steno.engine.RecognitionListener;
import dev.steno.engine.Utterance;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one job between the engine, which takes several at once and ends them in any order,
 * and the log, which keeps them in theirs. A thread that is done with a chunk takes the next one
 * itself, so that the engine never waits for the log; only when {@link #MOST_UNKEPT} chunks for
 * each thread wait to be kept, as when the database is away, recognition pauses until some are.
 */
final class ChunkWindow {

  /** How many chunks for each thread may be begun and not kept: some minutes of speech. */
  static final int MOST_UNKEPT = 4;

  private static final Logger LOG = System.getLogger(ChunkWindow.class.getName());

  /** What becomes of a chunk. */
  interface Work {
    List<Utterance> recognize(Chunk chunk, RecognitionListener listener) throws IOException;
  }

  /** A chunk that is recognised and not yet kept. */
  record Finished(Chunk chunk, List<Utterance> utterances) {}

  private final Deque<Chunk> waiting;
  private final Work work;
  private final Executor executor;
  private final BooleanSupplier cancelled;
  private final int mostThreads;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Begun and not kept, in the order of the recording. */
  private final Deque<InFlight> unkept = new ArrayDeque<>();

  /** Asked of the executor and not ended; it may never begin them. */
  private int threads;

  private int working;
  private volatile boolean stopped;

  /**
   * A window in which nothing is begun.
   *
   * @param chunks in order
   * @param threads how many chunks are with the engine at once
   * @param work called by that many threads
   * @param cancelled whether the job is no longer wanted; the engine is told
   */
  ChunkWindow(
      List<Chunk> chunks, int threads, Work work, Executor executor, BooleanSupplier cancelled) {
    this.waiting = new ArrayDeque<>(chunks);
    this.mostThreads = threads;
    this.work = work;
    this.executor = executor;
    this.cancelled = cancelled;
  }

  /** One chunk that was begun. How it ended is guarded by the lock. */
  private final class InFlight implements RecognitionListener {
    final Chunk chunk;
    volatile long doneMillis;
    @Nullable List<Utterance> utterances;
    @Nullable Throwable failure;

    InFlight(Chunk chunk) {
      this.chunk = chunk;
    }

    @Override
    public void recognized(long millis) {
      doneMillis = Math.min(millis, chunk.millis());
    }

    @Override
    public boolean cancelled() {
      return stopped || cancelled.getAsBoolean();
    }
  }

  /** Begins, or goes on after a pause: as many threads as there is work for. */
  void fill() {
    int missing;
    lock.lock();
    try {
      missing = mayBegin() ? Math.min(mostThreads - threads, waiting.size()) : 0;
      threads += missing;
    } finally {
      lock.unlock();
    }
    for (int i = 0; i < missing; i++) {
      executor.execute(this::recognizeOneAfterTheOther);
    }
  }

  /** Whether every chunk is kept. */
  boolean isDone() {
    lock.lock();
    try {
      return waiting.isEmpty() && unkept.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** How much of the chunks that are not kept is done, in milliseconds of the recording. */
  long unkeptMillis() {
    lock.lock();
    try {
      return unkept.stream().mapToLong(one -> one.doneMillis).sum();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the first chunk that is not kept is recognised.
   *
   * @param millis how long at most
   * @return that one and all behind it up to the first that is not; empty where it took too long
   * @throws RuntimeException what went wrong with that chunk, as the engine threw it
   */
  List<Finished> awaitFinished(long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      List<Finished> finished = finishedInOrder();
      while (finished.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
        finished = finishedInOrder();
      }
      return finished;
    } finally {
      lock.unlock();
    }
  }

  private List<Finished> finishedInOrder() {
    List<Finished> finished = new ArrayList<>();
    for (InFlight one : unkept) {
      if (one.failure != null && finished.isEmpty()) {
        throw unchecked(one.failure);
      }
      if (one.utterances == null) {
        break;
      }
      finished.add(new Finished(one.chunk, one.utterances));
    }
    return finished;
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("a chunk could not be recognised", failure);
  }

  /** The first chunks, so many of them, are kept: there is room for others. */
  void kept(int count) {
    lock.lock();
    try {
      for (int i = 0; i < count; i++) {
        unkept.remove();
      }
    } finally {
      lock.unlock();
    }
    fill();
  }

  /**
   * Stops everything and waits until nothing reads the audio or holds a worker any more. A chunk
   * that the executor begins later finds that it is too late.
   *
   * @param seconds how long at most
   */
  void stop(long seconds) {
    boolean interrupted = Thread.interrupted();
    lock.lock();
    try {
      stopped = true;
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (working > 0 && deadline - System.nanoTime() > 0) {
        try {
          changed.awaitNanos(deadline - System.nanoTime());
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
      if (working > 0) {
        LOG.log(Level.WARNING, working + " chunks did not stop in time");
      }
    } finally {
      lock.unlock();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void recognizeOneAfterTheOther() {
    InFlight one = begin();
    while (one != null) {
      recognize(one);
      one = begin();
    }
  }

  /** The next chunk, or {@code null} where this thread has to end. */
  private @Nullable InFlight begin() {
    lock.lock();
    try {
      Chunk next = mayBegin() ? waiting.poll() : null;
      if (next == null) {
        threads--;
        return null;
      }
      InFlight one = new InFlight(next);
      unkept.add(one);
      working++;
      return one;
    } finally {
      lock.unlock();
    }
  }

  /** Behind a chunk that failed nothing can be kept. */
  private boolean mayBegin() {
    return !stopped
        && unkept.size() < MOST_UNKEPT * mostThreads
        && unkept.stream().allMatch(one -> one.failure == null);
  }

  private void recognize(InFlight one) {
    List<Utterance> utterances = null;
    Throwable failure = null;
    try {
      utterances = work.recognize(one.chunk, one);
    } catch (IOException | RuntimeException | Error thrown) {
      failure = thrown;
    }
    lock.lock();
    try {
      working--;
      if (failure == null) {
        one.doneMillis = one.chunk.millis();
      } else if (stopped || failure instanceof CancellationException) {
        LOG.log(Level.DEBUG, "a chunk ended because the job does", failure);
      }
      one.utterances = utterances;
      one.failure = failure;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
