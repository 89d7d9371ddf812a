package dev.steno.engine.model;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One model being installed: how far it is, and how it ended. Safe for use by many threads. */
final class Installation implements Download.Listener {

  private static final int ALMOST = 99;

  private final KnownModel model;
  private final TransferPace pace;
  private final StopSignal stop = new StopSignal();
  private final CompletableFuture<KnownModel> end = new CompletableFuture<>();
  private volatile InstallationProgress progress;
  private volatile boolean discarded;

  Installation(KnownModel model, Clock clock) {
    this.model = model;
    this.pace = new TransferPace(clock);
    this.progress = new InstallationProgress(0, model.bytes(), 0, null);
  }

  KnownModel model() {
    return model;
  }

  /** By which whoever installs hears that he should stop. */
  StopSignal stop() {
    return stop;
  }

  InstallationProgress progress() {
    return progress;
  }

  @Override
  public void arrived(long bytes, long total) {
    int percentage = total <= 0 ? 0 : (int) Math.min(ALMOST, bytes * 100 / total);
    progress = new InstallationProgress(bytes, total, percentage, pace.etaSeconds(bytes, total));
  }

  /** Tells it to stop, since nobody wants it any more, nor what has come of it. */
  void discard() {
    discarded = true;
    stop.raise();
  }

  /** Whether what has come is not wanted. */
  boolean discarded() {
    return discarded;
  }

  /** It is over, and the model is here. */
  void succeeded() {
    end.complete(model);
  }

  /** It is over, and the model is not here. */
  void failed(RuntimeException reason) {
    end.completeExceptionally(reason);
  }

  /** Waits until it is over, but only so long; whether it is. */
  boolean awaitEnd(Duration longest) {
    try {
      end.get(longest.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (ExecutionException | CancellationException failed) {
      // Why, tells throwFailure().
      return true;
    } catch (InterruptedException interrupted) {
      throw StopSignal.interrupted(interrupted);
    }
  }

  /** Throws the reason for which it failed; does nothing where it succeeded. Once it is over. */
  void throwFailure() {
    try {
      end.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
    }
  }
}
