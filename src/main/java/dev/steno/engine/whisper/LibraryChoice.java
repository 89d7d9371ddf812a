package dev.steno.engine.whisper;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which of the native libraries in the jars fit a machine.
 *
 * @param variant a name for the choice, part of the name of its folder
 * @param main the file that is loaded, by its name in that folder
 * @param files what must be in that folder: the name of the file, then the resource it comes from
 */
record LibraryChoice(String variant, String main, Map<String, String> files) {

  /** Changes with the jar: libraries of another version go into another folder. */
  private static final String VERSION = "whisper-1.7.1";

  /** The build with these is about nine times as fast as the plain one. */
  private static final Set<String> FAST_AMD64 = Set.of("avx", "avx2", "fma", "f16c");

  /** Keeps its own copy of the files. */
  LibraryChoice {
    files = Map.copyOf(files);
  }

  /**
   * The choice for a machine.
   *
   * @throws ProblemException with {@code ENGINE_UNAVAILABLE} where none fits
   */
  static LibraryChoice of(Machine machine) {
    return switch (machine.system()) {
      case LINUX -> linux(machine);
      case MACOS -> macos(machine);
      case WINDOWS, OTHER -> throw unavailable();
    };
  }

  /**
   * JNA's own library for a machine; its name there and the resource.
   *
   * @throws ProblemException with {@code ENGINE_UNAVAILABLE} where there is none
   */
  static Map<String, String> jna(Machine machine) {
    String processor =
        switch (machine.processor()) {
          case AMD64 -> "x86-64";
          case ARM64 -> "aarch64";
          case OTHER -> throw unavailable();
        };
    return switch (machine.system()) {
      case LINUX -> jna("libjnidispatch.so", "linux-" + processor);
      case MACOS -> jna("libjnidispatch.jnilib", "darwin-" + processor);
      case WINDOWS -> jna("jnidispatch.dll", "win32-" + processor);
      case OTHER -> throw unavailable();
    };
  }

  private static Map<String, String> jna(String file, String folder) {
    return Map.of(file, "/com/sun/jna/" + folder + "/" + file);
  }

  private static LibraryChoice linux(Machine machine) {
    Set<String> features = machine.features();
    return switch (machine.processor()) {
      case AMD64 ->
          features.containsAll(FAST_AMD64)
              ? linux("debian-amd64", "libggml+mf16c+mfma+mavx+mavx2.so", "avx2")
              : linux("debian-amd64", "libggml.so", "plain");
      case ARM64 -> {
        if (features.contains("fphp")) {
          yield linux("debian-arm64", "libggml+fp16.so", "fp16");
        }
        if (features.contains("crc32")) {
          yield linux("debian-arm64", "libggml+crc.so", "crc");
        }
        throw unavailable();
      }
      case OTHER -> throw unavailable();
    };
  }

  /** The library looks for its other half beside itself, by this name. */
  private static LibraryChoice linux(String folder, String ggml, String variant) {
    return of(folder, variant, "libwhisper.so.1", "libggml.so", ggml);
  }

  private static LibraryChoice macos(Machine machine) {
    String folder =
        switch (machine.processor()) {
          case AMD64 -> "macos-amd64";
          case ARM64 -> "macos-arm64";
          case OTHER -> throw unavailable();
        };
    return of(folder, "macos", "libwhisper.1.dylib", "libggml.dylib", "libggml.dylib");
  }

  private static LibraryChoice of(
      String folder, String variant, String whisper, String ggmlFile, String ggmlResource) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(whisper, "/" + folder + "/" + whisper);
    files.put(ggmlFile, "/" + folder + "/" + ggmlResource);
    return new LibraryChoice(VERSION + "-" + folder + "-" + variant, whisper, files);
  }

  private static ProblemException unavailable() {
    return new ProblemException(
        ErrorCode.ENGINE_UNAVAILABLE,
        "There is no whisper.cpp library for this kind of machine in Steno. Name one of version"
            + " 1.7.1 in the setting "
            + WhisperModelSpec.LIBRARY_SETTING
            + ", or use another engine.");
  }
}
