package dev.steno.pipeline;

import dev.steno.audio.Chunk;
import dev.steno.audio.PcmAudio;
import dev.steno.engine.Utterance;
import dev.steno.engine.WordAligner;
import dev.steno.pipeline.Checkpoints.Advance;
import dev.steno.pipeline.Checkpoints.Resumption;
import dev.steno.pipeline.ChunkWindow.Finished;
import dev.steno.progress.Stage;
import dev.steno.transcript.Segment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the chunks of one job: several at once, kept and told in their order. One thread keeps
 * and tells, so progress never overtakes itself; what is finished while it writes is kept in one go
 * by its next write, so a slow log is written less often and never makes the engine wait.
 */
final class Recognition {

  private static final String MESSAGE = "Recognising speech";

  /** Progress is told no more often, but for the last of it. */
  private static final long TELL_AT_MOST_EVERY_MILLIS = 250;

  /** Even where nothing moved: people want to see that work goes on. Five seconds with a write. */
  private static final long TELL_AT_LEAST_EVERY_MILLIS = 4_500;

  /** An engine stops within a second. */
  private static final long STOP_SECONDS = 3;

  private final Job job;
  private final PcmAudio audio;
  private final List<Chunk> chunks;
  private final Checkpoints checkpoints;
  private final Clock clock;
  private final WordAligner aligner = new WordAligner();
  private final Pace pace;

  private int finishedChunks;
  private int nextSegment;
  private long finishedMillis;
  private int toldPercentage;
  private long toldAt;

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
    this.clock = clock;
    this.finishedChunks = before.finishedChunks();
    this.nextSegment = before.segments();
    this.finishedMillis = millis(chunks.subList(0, finishedChunks));
    this.pace = new Pace(clock, millis(chunks), finishedMillis);
  }

  private static long millis(List<Chunk> some) {
    return some.stream().mapToLong(Chunk::millis).sum();
  }

  void run(Executor executor, BooleanSupplier cancelled) {
    checkpoints.advanced(advance());
    ChunkWindow window =
        new ChunkWindow(
            chunks.subList(finishedChunks, chunks.size()),
            // One more than the engine takes at once, so that it never waits for us.
            job.recognizer().concurrency() + 1,
            (chunk, listener) ->
                job.recognizer()
                    .recognize(
                        audio.read(chunk.startSample(), chunk.endSample()),
                        job.options(),
                        listener),
            executor,
            cancelled);
    try {
      window.fill();
      while (!window.isDone()) {
        collect(window);
        if (cancelled.getAsBoolean()) {
          throw new CancellationException("cancelled while recognising");
        }
      }
    } finally {
      // Nothing may still read the audio when the job is over, the less so where the server stops.
      window.stop(STOP_SECONDS);
    }
  }

  private void collect(ChunkWindow window) {
    List<Finished> finished;
    try {
      finished = window.awaitFinished(TELL_AT_MOST_EVERY_MILLIS);
    } catch (InterruptedException shuttingDown) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("interrupted while recognising").initCause(shuttingDown);
    }
    pace.reached(finishedMillis + window.unkeptMillis());
    if (!finished.isEmpty()) {
      keep(finished);
      window.kept(finished.size());
    } else if (isWorthTelling()) {
      checkpoints.advanced(advance());
    }
  }

  private void keep(List<Finished> finished) {
    List<Chunk> recognized = finished.stream().map(Finished::chunk).toList();
    List<Segment> segments = new ArrayList<>();
    finished.forEach(one -> segments.addAll(segments(one)));
    finishedChunks += recognized.size();
    finishedMillis += millis(recognized);
    boolean last = finishedChunks == chunks.size();
    @Nullable Advance advance = last || sinceTold() >= TELL_AT_MOST_EVERY_MILLIS ? advance() : null;
    checkpoints.recognized(recognized, segments, advance);
  }

  private List<Segment> segments(Finished finished) {
    Chunk chunk = finished.chunk();
    List<Segment> segments = new ArrayList<>();
    long earliest = chunk.startMillis();
    for (Utterance utterance : finished.utterances()) {
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

  private boolean isWorthTelling() {
    long sinceTold = sinceTold();
    return sinceTold >= TELL_AT_LEAST_EVERY_MILLIS
        || (sinceTold >= TELL_AT_MOST_EVERY_MILLIS && pace.percentage() > toldPercentage);
  }

  /** Milliseconds; many where the clock was put back. */
  private long sinceTold() {
    long since = clock.millis() - toldAt;
    return since < 0 ? Long.MAX_VALUE : since;
  }

  /** What is told now. */
  private Advance advance() {
    toldPercentage = pace.percentage();
    toldAt = clock.millis();
    return new Advance(Stage.TRANSCRIBING, toldPercentage, MESSAGE, pace.etaSeconds());
  }
}
