package dev.steno.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a server occupies, seen from outside on Linux.
 *
 * @param processes how many child processes it has
 * @param threads how many threads
 * @param handles how many open files, pipes and sockets
 * @param residentBytes its own memory, after a collection of garbage
 * @param temporaryFiles what lies where nothing should stay
 */
public record Footprint(
    int processes, int threads, int handles, long residentBytes, Set<Path> temporaryFiles) {

  private static final List<String> TEMPORARY = List.of("children", "work", "native");

  /**
   * Looks, after the server collected its garbage.
   *
   * @param home the server's data folder
   */
  public static Footprint of(ServerProcess server, Path home) throws IOException {
    collectGarbage(server.pid());
    Path process = Path.of("/proc", Long.toString(server.pid()));
    Set<Path> files = new TreeSet<>();
    for (String folder : TEMPORARY) {
      files.addAll(below(home.resolve(folder)));
    }
    return new Footprint(
        server.children("").size(),
        below(process.resolve("task"), 1).size(),
        below(process.resolve("fd"), 1).size(),
        residentBytes(process),
        files);
  }

  private static void collectGarbage(long pid) throws IOException {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!command.waitFor(1, TimeUnit.MINUTES) || command.exitValue() != 0) {
        throw new IllegalStateException("the server does not collect its garbage");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static long residentBytes(Path process) throws IOException {
    return Files.readAllLines(process.resolve("status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  private static Set<Path> below(Path folder) throws IOException {
    return below(folder, Integer.MAX_VALUE);
  }

  private static Set<Path> below(Path folder, int depth) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> paths = Files.walk(folder, depth)) {
      return new TreeSet<>(paths.filter(path -> !path.equals(folder)).toList());
    }
  }
}
