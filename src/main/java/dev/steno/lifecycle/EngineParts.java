package dev.steno.lifecycle;

import dev.steno.audio.ChunkLengths;
import dev.steno.config.Setting;
import dev.steno.config.Settings;
import dev.steno.engine.EngineCatalogue;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.model.DownloadPolicy;
import dev.steno.engine.model.FreeSpace;
import dev.steno.engine.model.HubLimits;
import dev.steno.engine.model.KnownModels;
import dev.steno.engine.model.ModelDelivery;
import dev.steno.engine.model.ModelHub;
import dev.steno.engine.model.ModelInstaller;
import dev.steno.engine.model.ModelStore;
import dev.steno.engine.model.ModelUse;
import dev.steno.engine.remote.RemoteRecognizer;
import dev.steno.engine.remote.RemoteServer;
import dev.steno.engine.sphinx.EmbeddedEngine;
import dev.steno.engine.worker.WorkerLimits;
import dev.steno.engine.worker.WorkerPool;
import dev.steno.engine.worker.WorkerRecognizer;
import dev.steno.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The engines, the workers they share, and the models, built from the settings. */
final class EngineParts implements AutoCloseable {

  /** The jars that workers need: of the WAR's, those whose names begin so. */
  static final List<String> JARS =
      Stream.of(EmbeddedEngine.JARS, WhisperModels.JARS).flatMap(List::stream).toList();

  private static final String AUTO = "auto";

  /** CMU Sphinx occupies 650 to 670 MiB. */
  private static final long EMBEDDED_BYTES = 2L << 30;

  private final WorkerPool workers;
  private final ModelInstaller installer;
  private final @Nullable RemoteRecognizer remote;
  private final EngineCatalogue catalogue;

  private EngineParts(
      WorkerPool workers,
      ModelInstaller installer,
      @Nullable RemoteRecognizer remote,
      EngineCatalogue catalogue) {
    this.workers = workers;
    this.installer = installer;
    this.remote = remote;
    this.catalogue = catalogue;
  }

  static EngineParts build(
      Settings settings, Clock clock, ChildJvm children, Executor executor, ModelUse use)
      throws IOException {
    WorkerPool workers =
        new WorkerPool(
            WorkerLimits.of(
                settings.number(Setting.STENO_WORKERS, 1, 16),
                settings.number(Setting.STENO_WORKER_RECYCLE, 1)),
            children,
            executor);
    ModelStore store =
        new ModelStore(Files.createDirectories(settings.home().resolve("models")), use);
    ModelInstaller installer = installer(settings, store, executor, clock);
    WhisperModels whisper =
        new WhisperModels(
            store, installer, workers, WhisperModels.running(settings, workerMemory(settings, 0)));
    RemoteRecognizer remote = remote(settings, clock);
    SpeechRecognizer embedded =
        new WorkerRecognizer(
            EmbeddedEngine.worker(
                settings.text(Setting.STENO_WORKER_HEAP), workerMemory(settings, EMBEDDED_BYTES)),
            ChunkLengths.SHORT,
            workers);
    return new EngineParts(
        workers,
        installer,
        remote,
        new EngineCatalogue(
            language -> bestFirst(whisper.bestFirst(language), remote, embedded),
            settings.text(Setting.STENO_ENGINE)));
  }

  private static List<SpeechRecognizer> bestFirst(
      List<SpeechRecognizer> whisper,
      @Nullable SpeechRecognizer remote,
      SpeechRecognizer embedded) {
    List<SpeechRecognizer> all = new ArrayList<>(whisper);
    if (remote != null) {
      all.add(remote);
    }
    all.add(embedded);
    return all;
  }

  private static long workerMemory(Settings settings, long unset) {
    return settings.text(Setting.STENO_WORKER_MEMORY).equals(AUTO)
        ? unset
        : settings.bytes(Setting.STENO_WORKER_MEMORY);
  }

  private static ModelInstaller installer(
      Settings settings, ModelStore store, Executor executor, Clock clock) {
    return new ModelInstaller(
        KnownModels.published(),
        new ModelDelivery(
            store,
            new ModelHub(settings.address(Setting.STENO_MODEL_HUB), HubLimits.PATIENT, executor),
            FreeSpace.OF_THE_DISK),
        new DownloadPolicy(
            settings.choice(Setting.STENO_MODEL_DOWNLOAD, DownloadPolicy.When.class),
            settings.text(Setting.STENO_MODEL)),
        executor,
        clock);
  }

  private static @Nullable RemoteRecognizer remote(Settings settings, Clock clock) {
    String url = settings.text(Setting.STENO_REMOTE_URL);
    return url.isEmpty()
        ? null
        : new RemoteRecognizer(
            RemoteServer.of(
                url,
                settings.text(Setting.STENO_REMOTE_KEY),
                settings.text(Setting.STENO_REMOTE_MODEL),
                settings.number(Setting.STENO_REMOTE_REQUESTS, 1, 16),
                Duration.ofSeconds(settings.number(Setting.STENO_REMOTE_SECONDS, 1, 86_400))),
            clock);
  }

  EngineCatalogue catalogue() {
    return catalogue;
  }

  ModelInstaller installer() {
    return installer;
  }

  /** Stops what is being installed, what is asked of another server, and every worker. */
  @Override
  public void close() {
    installer.close();
    if (remote != null) {
      remote.close();
    }
    workers.close();
  }
}
