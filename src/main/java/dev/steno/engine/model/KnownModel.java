package dev.steno.engine.model;

import dev.steno.engine.WhisperLanguages;
import java.util.List;

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

  /** Refuses names that must not become a path or an address. */
  public KnownModel {
    if (!ModelName.isValid(name)) {
      throw new IllegalArgumentException("not the name of a model: " + name);
    }
  }

  /** ISO 639-1 codes of the languages it knows; Cantonese came with the third large model. */
  public List<String> languages() {
    if (ModelQuality.isEnglishOnly(name)) {
      return List.of("en");
    }
    return name.startsWith("large-v3") ? WhisperLanguages.all() : WhisperLanguages.ofFirstModels();
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
