package dev.steno.engine.model;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Installs models and removes them. A model is installed at most once at a time, whoever asks for
 * it; what has come of one that failed, or that the end of the server interrupted, is kept, and the
 * next installation goes on from there. Safe for use by many threads.
 */
public final class ModelInstaller implements AutoCloseable {

  private static final Duration TELL_EVERY = Duration.ofMillis(250);

  private final KnownModels known;
  private final ModelStore store;
  private final DownloadPolicy policy;
  private final Installations installations;

  /**
   * An installer.
   *
   * @param known what can be installed
   * @param delivery how it is brought here
   * @param policy what may be fetched; its model must be known
   * @param executor one thread for each installation that runs
   */
  public ModelInstaller(
      KnownModels known,
      ModelDelivery delivery,
      DownloadPolicy policy,
      Executor executor,
      Clock clock) {
    if (known.find(policy.model()).isEmpty()) {
      throw new IllegalArgumentException(
          "STENO_MODEL must be one of " + known.names() + ", but is \"" + policy.model() + "\"");
    }
    this.known = known;
    this.store = delivery.store();
    this.policy = policy;
    this.installations = new Installations(delivery, executor, clock);
  }

  /** What may be fetched, and which model is for those who do not want to choose. */
  public DownloadPolicy policy() {
    return policy;
  }

  /** The names of the models that can be installed, separated by commas, for sentences. */
  public String names() {
    return known.names();
  }

  /** Every known model, in the order of the list, then what else is in the folder, by name. */
  public List<ModelState> states() {
    Map<String, Installation> running = installations.running();
    Map<String, StoredModel> stored =
        store.all().stream().collect(Collectors.toMap(StoredModel::name, Function.identity()));
    return Stream.concat(
            known.all().stream().map(KnownModel::name), stored.keySet().stream().sorted())
        .distinct()
        .map(name -> state(name, running.get(name), stored.get(name)))
        .toList();
  }

  /** A model that is known or here; empty for any other name. */
  public Optional<ModelState> state(String name) {
    // In this order: an installation that ends in between is then seen as installed.
    Installation running = installations.running().get(name);
    Optional<StoredModel> stored = store.find(name);
    return known.find(name).isPresent() || stored.isPresent()
        ? Optional.of(state(name, running, stored.orElse(null)))
        : Optional.empty();
  }

  private ModelState state(
      String name, @Nullable Installation running, @Nullable StoredModel stored) {
    boolean usable = stored instanceof InstalledModel;
    Optional<ProblemException> damage =
        stored instanceof DamagedModel damaged ? Optional.of(damaged.problem()) : Optional.empty();
    return new ModelState(
        name,
        known.find(name),
        Optional.ofNullable(stored),
        usable ? Optional.empty() : Optional.ofNullable(running).map(Installation::progress),
        usable || running != null ? Optional.empty() : installations.failure(name).or(() -> damage),
        usable && store.inUse(name),
        name.equals(policy.model()));
  }

  /**
   * Begins to install a model, unless it is here or being installed.
   *
   * @return how it is now
   * @throws ProblemException with {@code MODEL_UNAVAILABLE} for a name that is not known, {@code
   *     FORBIDDEN} where this server fetches nothing
   * @throws CancellationException where the server is stopping
   */
  public ModelState install(String name) {
    Optional<ModelState> now = state(name);
    if (now.isPresent() && now.get().status() == ModelStatus.INSTALLED) {
      return now.get();
    }
    start(name);
    return state(name).orElseThrow();
  }

  /**
   * Waits until a model can be used; installs it where it is not here.
   *
   * @param listener told how far it is, whenever that changed
   * @param cancelled whether the caller does not want to wait any longer; the installation goes on
   * @throws ProblemException as {@link #install}, or with the reason for which it failed
   * @throws CancellationException where the caller or the server does not want to go on
   */
  public InstalledModel awaitInstalled(
      String name, Consumer<InstallationProgress> listener, BooleanSupplier cancelled) {
    if (store.find(name).orElse(null) instanceof InstalledModel here) {
      return here;
    }
    Installation installation = start(name);
    InstallationProgress told = null;
    while (!installation.awaitEnd(TELL_EVERY)) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("cancelled while a model was being installed");
      }
      InstallationProgress now = installation.progress();
      if (!now.equals(told)) {
        listener.accept(now);
        told = now;
      }
    }
    installation.throwFailure();
    return store.require(name);
  }

  /** The model that is fetched as soon as a task needs one; empty where none is. */
  public Optional<KnownModel> onDemand() {
    return policy.when() == DownloadPolicy.When.AUTO
        ? known.find(policy.model())
        : Optional.empty();
  }

  /**
   * The model of that name, checked.
   *
   * @throws ProblemException with {@code MODEL_UNAVAILABLE} where it is damaged or not here
   */
  public InstalledModel installed(String name) {
    return store.require(name);
  }

  private Installation start(String name) {
    KnownModel model = known.find(name).orElseThrow(() -> unknown(name));
    if (policy.when() == DownloadPolicy.When.NEVER) {
      throw new ProblemException(
          ErrorCode.FORBIDDEN,
          "This server fetches no models. Whoever runs it can put "
              + model.fileName()
              + " into the folder of the models, or change STENO_MODEL_DOWNLOAD.");
    }
    return installations.start(model);
  }

  /**
   * Removes a model: its file, or its installation and what has come of it.
   *
   * @throws ProblemException with {@code MODEL_UNAVAILABLE} for a name that is neither known nor
   *     here, {@code CONFLICT} while it is in use
   */
  public void remove(String name) {
    Optional<KnownModel> model = known.find(name);
    if (model.isEmpty() && store.find(name).isEmpty()) {
      throw unknown(name);
    }
    if (model.isPresent()) {
      try {
        installations.discard(model.get());
      } catch (IOException refused) {
        throw new UncheckedIOException("what has come of a model could not be deleted", refused);
      }
    }
    store.delete(name);
  }

  /** Stops what is being installed and keeps what has come. */
  @Override
  public void close() {
    installations.close();
  }

  private ProblemException unknown(String name) {
    return new ProblemException(
        ErrorCode.MODEL_UNAVAILABLE,
        "There is no model " + name + " to install. Choose one of: " + known.names() + ".");
  }
}
