package dev.steno.engine.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of models and of their files. The model {@code base} lies in {@code ggml-base.bin}, as it
 * is published, or in {@code base.bin}.
 */
final class ModelName {

  private static final String PREFIX = "ggml-";
  private static final String NAME = "(?!" + PREFIX + ")[a-z0-9][a-z0-9._-]{0,60}";
  private static final Pattern VALID = Pattern.compile(NAME);
  private static final Pattern FILE = Pattern.compile("(?:" + PREFIX + ")?(" + NAME + ")\\.bin");

  private ModelName() {}

  /** Whether a text may be the name of a model, and so part of a path. */
  static boolean isValid(String text) {
    return VALID.matcher(text).matches();
  }

  /** The name of the model in a file of that name; empty where it is not named like a model. */
  static Optional<String> ofFile(String fileName) {
    Matcher matcher = FILE.matcher(fileName);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The name under which the file of a model is published. */
  static String publishedFile(String name) {
    return PREFIX + required(name) + ".bin";
  }

  /** The name of the file while it arrives. */
  static String arrivingFile(String name) {
    return required(name) + ".part";
  }

  private static String required(String name) {
    if (!isValid(name)) {
      throw new IllegalArgumentException("not the name of a model");
    }
    return name;
  }
}
