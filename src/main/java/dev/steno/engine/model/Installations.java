package dev.steno.engine.model;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The installations that run, at most one of each model, and how the newest ones failed. */
final class Installations {

  private static final Logger LOG = System.getLogger(Installations.class.getName());

  /** Stopping takes a tenth of a second, or as long as the disk needs to write what it holds. */
  private static final Duration STOPPING = Duration.ofSeconds(20);

  private final ModelDelivery delivery;
  private final Executor executor;
  private final Clock clock;

  private final Object lock = new Object();
  private final Map<String, Installation> running = new HashMap<>();
  private final Map<String, ProblemException> failures = new HashMap<>();
  private boolean closed;

  Installations(ModelDelivery delivery, Executor executor, Clock clock) {
    this.delivery = delivery;
    this.executor = executor;
    this.clock = clock;
  }

  /** Those that run, by the names of their models. */
  Map<String, Installation> running() {
    synchronized (lock) {
      return Map.copyOf(running);
    }
  }

  /** Why the newest installation of a model failed; empty where it did not. */
  Optional<ProblemException> failure(String name) {
    synchronized (lock) {
      return Optional.ofNullable(failures.get(name));
    }
  }

  /**
   * Starts one, or joins the one that runs.
   *
   * @throws CancellationException where the server is stopping
   */
  Installation start(KnownModel model) {
    String name = model.name();
    synchronized (lock) {
      if (closed) {
        throw new CancellationException("the server is stopping");
      }
      Installation joined = running.get(name);
      if (joined != null) {
        return joined;
      }
      Installation started = new Installation(model, clock);
      running.put(name, started);
      failures.remove(name);
      try {
        executor.execute(() -> run(started));
      } catch (RejectedExecutionException refused) {
        running.remove(name);
        throw refused;
      }
      return started;
    }
  }

  private void run(Installation installation) {
    String name = installation.model().name();
    try {
      delivery.bring(installation);
      LOG.log(Level.INFO, "model {0} is installed", name);
      end(installation, null);
    } catch (ProblemException problem) {
      LOG.log(Level.WARNING, "model {0} is not installed: {1}", name, problem.userMessage());
      LOG.log(Level.DEBUG, "model " + name, problem);
      end(installation, problem);
    } catch (CancellationException stopped) {
      LOG.log(Level.INFO, "the installation of model {0} was stopped", name);
      end(installation, installation.discarded() ? cancelled(name) : stopped);
    } catch (ClosedByInterruptException interrupted) {
      CancellationException stopped = new CancellationException("interrupted");
      stopped.initCause(interrupted);
      end(installation, stopped);
    } catch (IOException | RuntimeException | Error unexpected) {
      LOG.log(Level.ERROR, "model " + name + " could not be installed", unexpected);
      end(
          installation,
          new ProblemException(
              ErrorCode.INTERNAL,
              "The model " + name + " could not be stored. Tell the administrator.",
              unexpected.getClass().getSimpleName(),
              unexpected));
    }
  }

  private void end(Installation installation, @Nullable RuntimeException failure) {
    String name = installation.model().name();
    synchronized (lock) {
      running.remove(name);
      if (failure instanceof ProblemException problem && !installation.discarded()) {
        failures.put(name, problem);
      }
    }
    if (failure == null) {
      installation.succeeded();
    } else {
      installation.failed(failure);
    }
  }

  /**
   * Stops the installation of a model, if it runs, and forgets what has come of it and how it
   * failed.
   *
   * @throws ProblemException with {@code CONFLICT} where it does not stop soon
   */
  void discard(KnownModel model) throws IOException {
    String name = model.name();
    Installation installing = running().get(name);
    if (installing != null) {
      installing.discard();
      if (!installing.awaitEnd(STOPPING)) {
        throw new ProblemException(
            ErrorCode.CONFLICT,
            "The installation of the model " + name + " is being stopped. Try again in a minute.");
      }
    }
    synchronized (lock) {
      failures.remove(name);
      if (!running.containsKey(name)) {
        delivery.forget(model);
      }
    }
  }

  /** Stops them all, keeps what has come, and lets none start any more. */
  void close() {
    Map<String, Installation> stopping;
    synchronized (lock) {
      closed = true;
      stopping = Map.copyOf(running);
    }
    stopping.values().forEach(installation -> installation.stop().raise());
    stopping.forEach(
        (name, installation) -> {
          if (!installation.awaitEnd(STOPPING)) {
            LOG.log(Level.WARNING, "model {0} is still being stored", name);
          }
        });
  }

  private static ProblemException cancelled(String name) {
    return new ProblemException(
        ErrorCode.MODEL_UNAVAILABLE,
        "Somebody cancelled the installation of the model " + name + ".");
  }
}
