package dev.steno.engine.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Bytes of files for tests that do not care what a model says. */
final class SampleFiles {

  private static final byte[] MULTILINGUAL = bytes(CraftedModel.small().says("Hello", 0, 1));
  private static final byte[] ENGLISH =
      bytes(CraftedModel.small().englishOnly().says("Hello", 0, 1));

  private SampleFiles() {}

  /** A sound model that knows several languages; some megabytes. */
  static byte[] multilingual() {
    return MULTILINGUAL.clone();
  }

  /** A sound model that knows English only. */
  static byte[] english() {
    return ENGLISH.clone();
  }

  /** A model of which the end is missing, as while it is being copied. */
  static byte[] truncated() {
    return Arrays.copyOf(MULTILINGUAL, MULTILINGUAL.length / 2);
  }

  /** What a server with a login page sends instead of a file. */
  static byte[] foreign() {
    return "<!doctype html><title>Please log in</title>".getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(CraftedModel model) {
    try {
      Path file = Files.createTempFile("steno-sample", ".bin");
      try {
        return Files.readAllBytes(model.write(file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
