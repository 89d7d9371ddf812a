package dev.steno.lifecycle;

import dev.steno.audio.ChunkLengths;
import dev.steno.audio.MediaDecoder;
import dev.steno.audio.SpeechChunker;
import dev.steno.config.Executors;
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
import dev.steno.engine.sphinx.EmbeddedEngine;
import dev.steno.engine.worker.WorkerLimits;
import dev.steno.engine.worker.WorkerPool;
import dev.steno.engine.worker.WorkerRecognizer;
import dev.steno.pipeline.Pipeline;
import dev.steno.process.ChildClasspath;
import dev.steno.process.ChildJvm;
import dev.steno.task.TaskStore;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plain parts that know nothing of a container, built from the settings. */
@ApplicationScoped
public class Parts {

  /** The jars that children need: of the WAR's, those whose names begin so. */
  private static final List<String> CHILD_JARS = List.of("ffmpeg-", "javacpp-", "sphinx4-");

  @Resource(lookup = Executors.WORK)
  ManagedExecutorService executor;

  @Inject Settings settings;
  @Inject Clock clock;
  @Inject TaskStore tasks;

  private @Nullable WorkerPool workers;
  private @Nullable Pipeline pipeline;
  private @Nullable EngineCatalogue engines;
  private @Nullable ModelStore models;
  private @Nullable ModelInstaller installer;

  /** Builds them. Called once, before anybody asks for one. */
  void build(ChildClasspath.War war) throws IOException {
    Path home = settings.home();
    Path childFolder = Files.createDirectories(home.resolve("children"));
    ChildJvm children =
        new ChildJvm(
            new ChildClasspath(war, home.resolve("program")).unpack(CHILD_JARS),
            childFolder,
            executor);
    workers =
        new WorkerPool(
            WorkerLimits.of(
                settings.number(Setting.STENO_WORKERS, 1, 16),
                settings.number(Setting.STENO_WORKER_RECYCLE, 1)),
            children,
            executor);
    SpeechRecognizer embedded =
        new WorkerRecognizer(
            EmbeddedEngine.worker(
                settings.text(Setting.STENO_WORKER_HEAP),
                settings.bytes(Setting.STENO_WORKER_MEMORY)),
            ChunkLengths.SHORT,
            workers);
    models = new ModelStore(Files.createDirectories(home.resolve("models")), tasks::runsWith);
    installer = installer(models);
    engines =
        new EngineCatalogue(language -> List.of(embedded), settings.text(Setting.STENO_ENGINE));
    pipeline =
        new Pipeline(
            new MediaDecoder(
                children,
                Files.createDirectories(home.resolve("native")),
                new MediaDecoder.Limits(
                    settings.bytes(Setting.STENO_DECODER_MEMORY),
                    Duration.ofSeconds(settings.number(Setting.STENO_DECODER_SECONDS, 1, 86_400)),
                    Duration.ofHours(settings.number(Setting.STENO_MAX_HOURS, 1, 1000)))),
            new SpeechChunker(),
            executor,
            clock);
  }

  private ModelInstaller installer(ModelStore store) {
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

  /** Stops what is being installed and ends every child process. */
  void close() {
    if (installer != null) {
      installer.close();
    }
    if (workers != null) {
      workers.close();
    }
  }

  /** The way from a recording to segments. */
  @Produces
  @Dependent
  public Pipeline pipeline() {
    return built(pipeline);
  }

  /** The engines of this server. */
  @Produces
  @Dependent
  public EngineCatalogue engines() {
    return built(engines);
  }

  /** The models that are here. */
  @Produces
  @Dependent
  public ModelStore models() {
    return built(models);
  }

  /** What installs models. */
  @Produces
  @Dependent
  public ModelInstaller installer() {
    return built(installer);
  }

  private static <T> T built(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the server has not started yet");
    }
    return part;
  }
}
