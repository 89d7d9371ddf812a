package dev.steno.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much memory a process occupies. {@code -Xmx} limits only the Java heap; what a native library
 * takes shows here. Linux tells it in {@code /proc} (proc(5), {@code VmRSS}); elsewhere it is
 * unknown.
 */
final class ResidentMemory {

  private static final String LABEL = "VmRSS:";

  private ResidentMemory() {}

  static OptionalLong of(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith(LABEL))
          .mapToLong(ResidentMemory::bytes)
          .findFirst();
    } catch (IOException ended) {
      // The process ended between the two looks: it occupies nothing any more.
      return OptionalLong.empty();
    }
  }

  /** A line such as {@code VmRSS: 1234 kB}. */
  private static long bytes(String line) {
    String digits = line.substring(LABEL.length()).replace("kB", "").trim();
    return Long.parseLong(digits) * 1024;
  }
}
