package dev.steno.pipeline;

import dev.steno.audio.Chunk;
import dev.steno.audio.PcmAudio;
import dev.steno.engine.RecognitionListener;
import dev.steno.engine.Utterance;
import dev.steno.engine.WordAligner;
import dev.steno.pipeline.Checkpoints.Advance;
import dev.steno.pipeline.Checkpoints.Resumption;
import dev.steno.progress.Stage;
import dev.steno.transcript.Segment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Recognises the chunks of one job: several at once, kept and told in their order. One thread
 * collects, so progress never overtakes itself.
 */
final class Recognition {

  private static final Logger LOG = System.getLogger(Recognition.class.getName());
  private static final long TELL_EVERY_MILLIS = 250;
  private static final String MESSAGE = "Recognising speech";

  /** An engine stops within a second; an executor that is shut down may never begin a chunk. */
  private static final long STOP_SECONDS = 3;

  private final Job job;
  private final PcmAudio audio;
  private final List<Chunk> chunks;
  private final Checkpoints checkpoints;
  private final WordAligner aligner = new WordAligner();
  private final Pace pace;
  private final Deque<InFlight> window = new ArrayDeque<>();
  private final long totalMillis;

  private int nextChunk;
  private int nextSegment;
  private long finishedMillis;
  private int percentage = -1;
  private volatile boolean stopped;

  Recognition(
      Job job,
      PcmAudio audio,
      List<Chunk> chunks,
      Resumption before,
      Checkpoints checkpoints,
      Clock clock) {
    this.job = job;
    this.audio = audio;
    this.chunks = chunks;
    this.checkpoints = checkpoints;
    this.nextChunk = before.finishedChunks();
    this.nextSegment = before.segments();
    this.totalMillis = chunks.stream().mapToLong(Chunk::millis).sum();
    this.finishedMillis = chunks.stream().limit(nextChunk).mapToLong(Chunk::millis).sum();
    this.pace = new Pace(clock, finishedMillis);
  }

  /** One chunk on its way through the engine. */
  private record InFlight(Chunk chunk, AtomicLong doneMillis, Future<List<Utterance>> answer) {}

  void run(ExecutorService executor, BooleanSupplier cancelled) {
    try {
      tellProgress();
      while (nextChunk < chunks.size() || !window.isEmpty()) {
        fillWindow(executor, cancelled);
        collect(window.element());
        if (cancelled.getAsBoolean()) {
          throw new CancellationException("cancelled while recognising");
        }
      }
    } finally {
      stopTheRest();
    }
  }

  /** One more than the engine takes at once, so that it never waits for us. */
  private void fillWindow(ExecutorService executor, BooleanSupplier cancelled) {
    long unfinished = window.stream().filter(one -> !one.answer().isDone()).count();
    while (nextChunk < chunks.size() && unfinished <= job.recognizer().concurrency()) {
      Chunk chunk = chunks.get(nextChunk++);
      AtomicLong doneMillis = new AtomicLong();
      window.add(
          new InFlight(
              chunk, doneMillis, executor.submit(() -> recognize(chunk, doneMillis, cancelled))));
      unfinished++;
    }
  }

  private List<Utterance> recognize(Chunk chunk, AtomicLong doneMillis, BooleanSupplier cancelled)
      throws IOException {
    if (stopped) {
      throw new CancellationException("stopped before its turn");
    }
    short[] samples = audio.read(chunk.startSample(), chunk.endSample());
    return job.recognizer()
        .recognize(
            samples,
            job.options(),
            new RecognitionListener() {
              @Override
              public void recognized(long millis) {
                doneMillis.set(Math.min(millis, chunk.millis()));
              }

              @Override
              public boolean cancelled() {
                return stopped || cancelled.getAsBoolean();
              }
            });
  }

  private void collect(InFlight first) {
    List<Utterance> utterances;
    try {
      utterances = first.answer().get(TELL_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException stillWorking) {
      tellProgress();
      return;
    } catch (InterruptedException shuttingDown) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("interrupted while recognising").initCause(shuttingDown);
    } catch (ExecutionException failed) {
      throw rethrown(failed);
    }
    window.remove();
    finishedMillis += first.chunk().millis();
    checkpoints.recognized(first.chunk(), segments(first.chunk(), utterances), advance());
  }

  private static RuntimeException rethrown(ExecutionException failed) {
    Throwable cause = failed.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("a chunk could not be recognised", failed);
  }

  private List<Segment> segments(Chunk chunk, List<Utterance> utterances) {
    List<Segment> segments = new ArrayList<>();
    long earliest = chunk.startMillis();
    for (Utterance utterance : utterances) {
      long start = within(earliest, chunk, utterance.startMillis());
      long end = within(start, chunk, utterance.endMillis());
      earliest = end;
      segments.add(
          aligner.align(
              new Segment(
                  nextSegment++,
                  start,
                  end,
                  utterance.text(),
                  utterance.words().stream()
                      .map(word -> word.shifted(chunk.startMillis()))
                      .toList(),
                  null,
                  utterance.note())));
    }
    return segments;
  }

  /** A time of the chunk as one of the recording, not before what was said before. */
  private static long within(long earliest, Chunk chunk, long millis) {
    return Math.max(earliest, Math.min(chunk.endMillis(), chunk.startMillis() + millis));
  }

  private void tellProgress() {
    int before = percentage;
    Advance advance = advance();
    if (advance.percentage() > before) {
      checkpoints.advanced(advance);
    }
  }

  private Advance advance() {
    long done = finishedMillis + window.stream().mapToLong(one -> one.doneMillis().get()).sum();
    int now = totalMillis == 0 ? Shares.RECOGNIZED : (int) (done * Shares.RECOGNIZED / totalMillis);
    percentage = Math.max(percentage, now);
    return new Advance(Stage.TRANSCRIBING, percentage, MESSAGE, pace.etaSeconds(done, totalMillis));
  }

  /**
   * Nothing of this job may still read the audio or hold a worker when the job is over, the less so
   * where the server shuts down: soon there is no server left to run in.
   */
  private void stopTheRest() {
    stopped = true;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    boolean shuttingDown = Thread.interrupted();
    for (InFlight one : window) {
      shuttingDown |= awaitEnd(one.answer(), deadline);
    }
    if (shuttingDown) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a chunk that was told to stop; true where this thread was interrupted meanwhile. */
  private static boolean awaitEnd(Future<?> answer, long deadline) {
    boolean interrupted = false;
    while (true) {
      try {
        answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        return interrupted;
      } catch (ExecutionException | CancellationException expected) {
        LOG.log(Level.DEBUG, "a chunk ended after the reason that ended the job", expected);
        return interrupted;
      } catch (TimeoutException stuck) {
        LOG.log(Level.WARNING, "a chunk did not stop in time", stuck);
        return interrupted;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
  }
}
