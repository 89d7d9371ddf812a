package dev.steno.engine.worker;

import dev.steno.audio.ChunkLengths;
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
import java.util.function.BooleanSupplier;

/**
 * An engine that lives in workers. A chunk whose worker fails is given, once, to a fresh one; what
 * the first had answered is forgotten.
 */
public final class WorkerRecognizer implements SpeechRecognizer {

  private static final Logger LOG = System.getLogger(WorkerRecognizer.class.getName());

  /** Leaves room in the frame for the options. */
  private static final int MOST_SAMPLES = (Frame.MOST_REQUEST_BYTES - (1 << 20)) / Short.BYTES;

  private final WorkerSpec spec;
  private final ChunkLengths chunkLengths;
  private final WorkerPool pool;

  /**
   * A recognizer on a pool, which its owner closes.
   *
   * @param spec what its workers are
   * @param chunkLengths what the engine in them likes best
   */
  public WorkerRecognizer(WorkerSpec spec, ChunkLengths chunkLengths, WorkerPool pool) {
    this.spec = spec;
    this.chunkLengths = chunkLengths;
    this.pool = pool;
  }

  @Override
  public EngineDescription description() {
    return spec.description();
  }

  @Override
  public ChunkLengths chunkLengths() {
    return chunkLengths;
  }

  @Override
  public int concurrency() {
    return pool.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException for more than a quarter of an hour at once
   * @throws ProblemException with {@code ENGINE_UNAVAILABLE}, too, where the pool is closed
   */
  @Override
  public List<Utterance> recognize(
      short[] samples, RecognitionOptions options, RecognitionListener listener) {
    requireLanguage(options.language());
    Samples chunk = chunk(samples);
    ForwardProgress progress = new ForwardProgress(listener, PcmAudio.toMillis(samples.length));
    List<Utterance> heard =
        ask(worker -> worker.recognize(chunk, options, progress), progress::cancelled);
    progress.complete();
    return heard;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException for more than a quarter of an hour at once
   */
  @Override
  public String detectLanguage(short[] samples, RecognitionListener listener) {
    Samples chunk = chunk(samples);
    return ask(worker -> worker.detectLanguage(chunk, listener), listener::cancelled);
  }

  private static Samples chunk(short[] samples) {
    if (samples.length > MOST_SAMPLES) {
      throw new IllegalArgumentException(samples.length + " samples are too many for one chunk");
    }
    return Samples.of(samples);
  }

  /** What one worker is asked. */
  private interface Question<T> {
    T ask(Worker worker) throws WorkerFailure, InterruptedException;
  }

  private <T> T ask(Question<T> question, BooleanSupplier cancelled) {
    try {
      return askTwice(question, cancelled);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the server stops this work");
    }
  }

  private <T> T askTwice(Question<T> question, BooleanSupplier cancelled)
      throws InterruptedException {
    try {
      return askOnce(question, cancelled);
    } catch (WorkerFailure first) {
      LOG.log(Level.WARNING, () -> "a worker failed, another one tries: " + first.detail());
      try {
        return askOnce(question, cancelled);
      } catch (WorkerFailure second) {
        LOG.log(Level.WARNING, () -> "the second worker failed, too: " + second.detail());
        throw problem(second);
      }
    }
  }

  private <T> T askOnce(Question<T> question, BooleanSupplier cancelled)
      throws WorkerFailure, InterruptedException {
    Worker worker = pool.borrow(spec, cancelled);
    try {
      return question.ask(worker);
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
