package dev.steno.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Starts child JVMs of the Java that runs the server. A child gets next to no environment (no
 * secret of the server reaches it), its own heap limit, and its standard error in the server's log.
 */
public final class ChildJvm {

  /** The exit status of a child that ran out of Java heap. */
  public static final int HEAP_EXHAUSTED = 3;

  private static final List<String> ALWAYS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          // A crash report belongs into the log, not into a file that nobody removes.
          "-XX:+ErrorFileToStderr",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:-UsePerfData",
          // What the JVM itself has to say must not stand between what the child tells its parent.
          "-XX:+DisplayVMOutputToStderr",
          "-Djava.awt.headless=true",
          "-Dfile.encoding=UTF-8",
          "-Duser.language=en");

  /** Without it no program on Windows can open a socket or find random numbers. */
  private static final Set<String> NEEDED = Set.of("SystemRoot");

  /** Without a locale, Java on Linux cannot open a path that is not plain ASCII. */
  private static final Map<String, String> LOCALE = Map.of("LC_ALL", "C.UTF-8");

  private final List<Path> classpath;
  private final Path workFolder;
  private final Executor executor;

  /**
   * A starter of children.
   *
   * @param classpath jars and folders that every child gets
   * @param workFolder an existing folder for what children write: their working directory and their
   *     temporary files
   * @param executor reads the children's standard error; one thread for each living child
   */
  public ChildJvm(List<Path> classpath, Path workFolder, Executor executor) {
    this.classpath = List.copyOf(classpath);
    this.workFolder = workFolder;
    this.executor = executor;
  }

  /**
   * What to start.
   *
   * @param name what the log calls it
   * @param mainClass the class whose {@code main} runs
   * @param heap its Java heap, for example {@code 768m}
   * @param jvmOptions further options of the JVM
   * @param environment what it needs beside the locale
   * @param arguments of {@code main}
   */
  public record Spec(
      String name,
      String mainClass,
      String heap,
      List<String> jvmOptions,
      Map<String, String> environment,
      List<String> arguments) {}

  /**
   * Starts a child.
   *
   * @throws IOException where the operating system refuses
   */
  public ChildProcess start(Spec spec) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + spec.heap());
    command.addAll(ALWAYS);
    command.add("-Djava.io.tmpdir=" + workFolder);
    command.addAll(spec.jvmOptions());
    command.add("-cp");
    command.add(
        classpath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(spec.mainClass());
    command.addAll(spec.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).directory(workFolder.toFile());
    builder.environment().keySet().retainAll(NEEDED);
    builder.environment().putAll(LOCALE);
    builder.environment().putAll(spec.environment());
    ChildProcess child = new ChildProcess(spec.name(), builder.start());
    try {
      executor.execute(child::logStandardError);
    } catch (RuntimeException refused) {
      child.kill();
      throw new IOException("no thread was free for the log of " + spec.name(), refused);
    }
    return child;
  }
}
