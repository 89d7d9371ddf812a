package dev.steno.engine.worker;

import dev.steno.audio.ChunkLengths;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.process.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A pool of real worker processes that run on the tests' own classpath. */
public final class TestWorkers implements AutoCloseable {

  private final ExecutorService executor =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "test-worker-io");
            thread.setDaemon(true);
            return thread;
          });
  private final Path folder;
  private final WorkerSpec spec;
  private final WorkerPool pool;

  private TestWorkers(Path folder, WorkerSpec spec, WorkerLimits limits) {
    this.folder = folder;
    this.spec = spec;
    List<Path> classpath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .map(Path::toAbsolutePath)
            .toList();
    pool = new WorkerPool(limits, new ChildJvm(classpath, folder, executor), executor);
  }

  /** A pool that has no worker yet. */
  public static TestWorkers of(WorkerSpec spec, WorkerLimits limits) throws IOException {
    return new TestWorkers(Files.createTempDirectory("steno-workers"), spec, limits);
  }

  /** The engine. */
  public SpeechRecognizer recognizer() {
    return recognizer(spec);
  }

  /** Another engine, or another model, in the same pool. */
  public SpeechRecognizer recognizer(WorkerSpec other) {
    return new WorkerRecognizer(other, ChunkLengths.SHORT, pool);
  }

  /** Runs what the tests run beside. */
  public Executor executor() {
    return executor;
  }

  WorkerPool pool() {
    return pool;
  }

  /** The processes that this JVM started and that are alive. */
  public static Stream<ProcessHandle> processes() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive);
  }

  /** What each of them occupies, where the system tells. */
  public List<Long> residentBytes() {
    return processes().flatMap(one -> residentBytes(one.pid())).toList();
  }

  private static Stream<Long> residentBytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024);
    } catch (IOException unknown) {
      return Stream.empty();
    }
  }

  /** Everything that lies in the workers' working folder, where their temporary files would be. */
  public List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Override
  public void close() throws IOException {
    pool.close();
    executor.shutdown();
    try (Stream<Path> left = Files.walk(folder)) {
      left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
