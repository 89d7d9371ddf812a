package dev.steno.testing.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where this machine has its Chromium. */
final class Chromium {

  /** What to do where there is none. */
  static final String HOW_TO_INSTALL =
      "no Chromium here: install it (Debian: apt-get install chromium), or name it by"
          + " STENO_CHROMIUM or -Dsteno.chromium";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome.exe");

  private Chromium() {}

  /** The program; empty where there is none. */
  static Optional<Path> find() {
    return named(System.getProperty("steno.chromium"))
        .or(() -> named(System.getenv("STENO_CHROMIUM")))
        .or(() -> onPath(System.getenv("PATH")));
  }

  private static Optional<Path> named(@Nullable String program) {
    if (program == null || program.isBlank()) {
      return Optional.empty();
    }
    Path path = Path.of(program);
    if (!Files.isExecutable(path)) {
      throw new IllegalStateException("cannot run the Chromium that was named: " + path);
    }
    return Optional.of(path);
  }

  private static Optional<Path> onPath(@Nullable String path) {
    if (path == null) {
      return Optional.empty();
    }
    List<String> folders = List.of(path.split(Pattern.quote(File.pathSeparator), -1));
    return NAMES.stream()
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
