package dev.steno.lifecycle;

import dev.steno.audio.ChunkLengths;
import dev.steno.audio.MediaDecoder;
import dev.steno.audio.SpeechChunker;
import dev.steno.config.Executors;
import dev.steno.config.Setting;
import dev.steno.config.Settings;
import dev.steno.engine.EngineCatalogue;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.remote.RemoteRecognizer;
import dev.steno.engine.remote.RemoteServer;
import dev.steno.engine.sphinx.EmbeddedEngine;
import dev.steno.engine.worker.WorkerLimits;
import dev.steno.engine.worker.WorkerPool;
import dev.steno.engine.worker.WorkerRecognizer;
import dev.steno.pipeline.Pipeline;
import dev.steno.process.ChildClasspath;
import dev.steno.process.ChildJvm;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The plain parts that know nothing of a container, built from the settings. */
@ApplicationScoped
public class Parts {

  private static final Logger LOG = System.getLogger(Parts.class.getName());

  /** The jars that children need: of the WAR's, those whose names begin so. */
  private static final List<String> CHILD_JARS = List.of("ffmpeg-", "javacpp-", "sphinx4-");

  /** 8 tasks with 16 workers need about 200; a reader that had to wait would block its worker. */
  private static final int MOST_THREADS = 256;

  private static final long IDLE_SECONDS = 30;
  private static final long STOP_SECONDS = 5;

  @Resource(lookup = Executors.THREADS)
  ManagedThreadFactory threads;

  @Inject Settings settings;
  @Inject Clock clock;

  private @Nullable ExecutorService executor;
  private @Nullable RemoteRecognizer remote;
  private @Nullable WorkerPool workers;
  private @Nullable Pipeline pipeline;
  private @Nullable EngineCatalogue engines;

  /** Builds them. Called once, before anybody asks for one. */
  void build(ChildClasspath.War war) throws IOException {
    ExecutorService pool =
        new ThreadPoolExecutor(
            0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    executor = pool;
    Path home = settings.home();
    Path childFolder = Files.createDirectories(home.resolve("children"));
    ChildJvm children =
        new ChildJvm(
            new ChildClasspath(war, home.resolve("program")).unpack(CHILD_JARS), childFolder, pool);
    workers =
        new WorkerPool(
            WorkerLimits.of(
                settings.number(Setting.STENO_WORKERS, 1, 16),
                settings.number(Setting.STENO_WORKER_RECYCLE, 1)),
            children,
            pool);
    SpeechRecognizer embedded =
        new WorkerRecognizer(
            EmbeddedEngine.worker(
                settings.text(Setting.STENO_WORKER_HEAP),
                settings.bytes(Setting.STENO_WORKER_MEMORY)),
            ChunkLengths.SHORT,
            workers);
    remote = remote(settings, clock);
    List<SpeechRecognizer> recognizers =
        remote == null ? List.of(embedded) : List.of(remote, embedded);
    engines = new EngineCatalogue(language -> recognizers, settings.text(Setting.STENO_ENGINE));
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
            pool,
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

  /** Ends every request and every child process, and then every thread that talked to one. */
  void close() {
    if (remote != null) {
      remote.close();
    }
    if (workers != null) {
      workers.close();
    }
    if (executor != null) {
      executor.shutdownNow();
      try {
        if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
          LOG.log(Level.WARNING, "a thread that talks to child processes does not end");
        }
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
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

  private static <T> T built(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the server has not started yet");
    }
    return part;
  }
}
