package dev.steno.lifecycle;

import dev.steno.audio.MediaDecoder;
import dev.steno.audio.SpeechChunker;
import dev.steno.config.Executors;
import dev.steno.config.Setting;
import dev.steno.config.Settings;
import dev.steno.engine.EngineCatalogue;
import dev.steno.engine.model.ModelInstaller;
import dev.steno.pipeline.Pipeline;
import dev.steno.process.ChildClasspath;
import dev.steno.process.ChildJvm;
import dev.steno.task.TaskStore;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The plain parts that know nothing of a container, built from the settings. */
@ApplicationScoped
public class Parts {

  private static final Logger LOG = System.getLogger(Parts.class.getName());

  /** The jars that children need: of the WAR's, those whose names begin so. */
  private static final List<String> CHILD_JARS =
      Stream.of(List.of("ffmpeg-", "javacpp-"), EngineParts.JARS).flatMap(List::stream).toList();

  /** 8 tasks with 16 workers need about 200; a reader that had to wait would block its worker. */
  private static final int MOST_THREADS = 256;

  private static final long IDLE_SECONDS = 30;
  private static final long STOP_SECONDS = 5;

  @Resource(lookup = Executors.THREADS)
  ManagedThreadFactory threads;

  @Inject Settings settings;
  @Inject Clock clock;
  @Inject TaskStore tasks;

  private @Nullable ExecutorService executor;
  private @Nullable EngineParts engines;
  private @Nullable Pipeline pipeline;

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
    engines = EngineParts.build(settings, clock, children, pool, tasks::needModel);
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

  /** Ends every child process, and then every thread that talked to one. */
  void close() {
    if (engines != null) {
      engines.close();
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
    return built(engines).catalogue();
  }

  /** What installs and removes models. */
  @Produces
  @Dependent
  public ModelInstaller models() {
    return built(engines).installer();
  }

  private static <T> T built(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the server has not started yet");
    }
    return part;
  }
}
