package dev.steno.testing.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What lives in the heap of another process, counted after its garbage was collected.
 *
 * @param bytes of all objects
 * @param histogram how many of which class: lines of number, instances, bytes, name
 */
public record LiveHeap(long bytes, List<String> histogram) {

  /** Looks. */
  static LiveHeap of(long pid) throws IOException {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader answer = command.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = answer.lines().map(String::strip).toList();
      String total = lines.stream().filter(line -> line.startsWith("Total")).findFirst().orElse("");
      String[] columns = total.split("\\s+", -1);
      if (columns.length < 3) {
        throw new IOException("the server does not tell what is in its heap");
      }
      return new LiveHeap(Long.parseLong(columns[2]), lines);
    }
  }

  /** How many objects there are of a class. */
  public long instances(String className) {
    return histogram.stream()
        .map(line -> line.split("\\s+", -1))
        .filter(columns -> columns.length >= 4 && columns[3].equals(className))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .sum();
  }
}
