package dev.steno.engine.model;

/**
 * A published model in the ggml format.
 *
 * @param name its name, such as {@code base.en-q5_1}
 * @param bytes about how large its file is
 * @param checksum of its file
 */
public record KnownModel(String name, long bytes, Checksum checksum) {

  /** The licence of all of them: OpenAI's models, and their conversion to ggml. */
  public static final String LICENCE = "MIT";

  private static final int LANGUAGES = 99;

  /** Cantonese came with the third version of the large model. */
  private static final int LANGUAGES_OF_LARGE_V3 = 100;

  /** Refuses names that must not become a path or an address. */
  public KnownModel {
    if (!ModelName.isValid(name)) {
      throw new IllegalArgumentException("not the name of a model: " + name);
    }
  }

  /** Whether it knows languages beside English. */
  public boolean multilingual() {
    return !ModelQuality.isEnglishOnly(name);
  }

  /** How many languages it knows. */
  public int languages() {
    if (!multilingual()) {
      return 1;
    }
    return name.startsWith("large-v3") ? LANGUAGES_OF_LARGE_V3 : LANGUAGES;
  }

  /** The name of its file, at the hub and here. */
  String fileName() {
    return ModelName.publishedFile(name);
  }

  /** More bytes than this cannot be its file: {@link #bytes} is rounded, by at most a tenth. */
  long mostBytes() {
    return bytes + bytes / 4;
  }
}
