package dev.steno.engine.worker;

import dev.steno.audio.PcmAudio;
import dev.steno.engine.EngineDescription;
import dev.steno.engine.RecognitionListener;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.Utterance;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * An engine that lives in workers. A chunk whose worker fails is given, once, to a fresh one; what
 * the first had answered is forgotten.
 */
public final class WorkerRecognizer implements SpeechRecognizer {

  private static final Logger LOG = System.getLogger(WorkerRecognizer.class.getName());

  /** Leaves room in the frame for the options. */
  private static final int MOST_SAMPLES = (Frame.MOST_REQUEST_BYTES - (1 << 20)) / Short.BYTES;

  private final WorkerPool pool;

  /** A recognizer on a pool, which its owner closes. */
  public WorkerRecognizer(WorkerPool pool) {
    this.pool = pool;
  }

  @Override
  public EngineDescription description() {
    return pool.description();
  }

  @Override
  public int concurrency() {
    return pool.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException for more than seven minutes at once
   * @throws ProblemException with {@code ENGINE_UNAVAILABLE}, too, where the pool is closed
   */
  @Override
  public List<Utterance> recognize(
      short[] samples, RecognitionOptions options, RecognitionListener listener) {
    requireLanguage(options.language());
    if (samples.length > MOST_SAMPLES) {
      throw new IllegalArgumentException(samples.length + " samples are too many for one chunk");
    }
    Chunk chunk =
        new Chunk(
            Samples.of(samples),
            options,
            new ForwardProgress(listener, PcmAudio.toMillis(samples.length)));
    try {
      return recognize(chunk);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the server stops this work");
    }
  }

  private record Chunk(Samples samples, RecognitionOptions options, ForwardProgress progress) {}

  private List<Utterance> recognize(Chunk chunk) throws InterruptedException {
    try {
      return attempt(chunk);
    } catch (WorkerFailure first) {
      LOG.log(Level.WARNING, () -> "a worker failed, another one tries: " + first.detail());
      try {
        return attempt(chunk);
      } catch (WorkerFailure second) {
        LOG.log(Level.WARNING, () -> "the second worker failed, too: " + second.detail());
        throw problem(second);
      }
    }
  }

  private List<Utterance> attempt(Chunk chunk) throws WorkerFailure, InterruptedException {
    Worker worker = pool.borrow(chunk.progress()::cancelled);
    try {
      List<Utterance> heard = worker.recognize(chunk.samples(), chunk.options(), chunk.progress());
      chunk.progress().complete();
      return heard;
    } catch (WorkerFailure failure) {
      if (pool.isClosed()) {
        throw pool.closedProblem();
      }
      throw failure;
    } finally {
      if (worker.isReady()) {
        pool.giveBack(worker);
      } else {
        pool.discard(worker);
        worker.awaitEnd();
      }
    }
  }

  private void requireLanguage(String language) {
    List<String> known = description().languages();
    if (!known.contains(language)) {
      throw new ProblemException(
          ErrorCode.LANGUAGE_UNSUPPORTED,
          "The engine "
              + description().name()
              + " does not know the language "
              + language
              + ". It knows: "
              + String.join(", ", known)
              + ".");
    }
  }

  private static ProblemException problem(WorkerFailure failure) {
    String detail = "two workers failed, the second one because " + failure.detail();
    if (failure.isOutOfMemory()) {
      return new ProblemException(
          ErrorCode.OUT_OF_MEMORY,
          "Recognising this recording needs more memory than a worker may have. Choose a smaller"
              + " model, or ask your administrator for more memory for the workers.",
          detail,
          failure);
    }
    return new ProblemException(
        ErrorCode.ENGINE_CRASHED,
        "The speech engine failed twice on this recording. Try again; if it fails again, choose"
            + " another engine or tell your administrator.",
        detail,
        failure);
  }
}
