package dev.steno.engine.whisper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * The machine, as far as it decides which native library fits.
 *
 * @param system which operating system
 * @param processor which instruction set
 * @param features what the processor can do, in the words of Linux; empty on other systems
 */
record Machine(OperatingSystem system, Processor processor, Set<String> features) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Operating systems. */
  enum OperatingSystem {
    LINUX,
    MACOS,
    WINDOWS,
    OTHER
  }

  /** Instruction sets. */
  enum Processor {
    AMD64,
    ARM64,
    OTHER
  }

  /** Keeps its own copy of the features. */
  Machine {
    features = Set.copyOf(features);
  }

  /** This machine. */
  static Machine here() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""), cpuInfo());
  }

  /**
   * A machine from what Java and Linux say of it.
   *
   * @param name as in {@code os.name}
   * @param architecture as in {@code os.arch}
   * @param cpuInfo what is in {@code /proc/cpuinfo}; empty where there is none
   */
  static Machine of(String name, String architecture, String cpuInfo) {
    return new Machine(system(name), processor(architecture), features(cpuInfo));
  }

  private static OperatingSystem system(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    if (small.startsWith("linux")) {
      return OperatingSystem.LINUX;
    }
    if (small.startsWith("mac")) {
      return OperatingSystem.MACOS;
    }
    return small.startsWith("windows") ? OperatingSystem.WINDOWS : OperatingSystem.OTHER;
  }

  private static Processor processor(String architecture) {
    return switch (architecture.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Processor.AMD64;
      case "aarch64", "arm64" -> Processor.ARM64;
      default -> Processor.OTHER;
    };
  }

  /** The first processor's line: {@code flags : …} on x86, {@code Features : …} on ARM. */
  private static Set<String> features(String cpuInfo) {
    return cpuInfo
        .lines()
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .findFirst()
        .map(line -> Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
        .orElse(Set.of());
  }

  private static String cpuInfo() {
    try {
      return Files.isReadable(CPU_INFO)
          ? Files.readString(CPU_INFO, StandardCharsets.ISO_8859_1)
          : "";
    } catch (IOException unreadable) {
      System.err.println("the processor's features are not known: " + unreadable);
      return "";
    }
  }
}
