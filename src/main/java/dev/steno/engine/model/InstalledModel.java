package dev.steno.engine.model;

import dev.steno.engine.WhisperLanguages;
import java.nio.file.Path;
import java.util.List;

/**
 * A model that can be used: its file has been checked.
 *
 * @param name its name
 * @param path where its file lies; given to a worker
 * @param content what the header of the file says
 */
public record InstalledModel(String name, Path path, ModelFile content) implements StoredModel {

  @Override
  public long bytes() {
    return content.bytes();
  }

  /** Whether it knows languages beside English, by its file, whatever its name says. */
  public boolean multilingual() {
    return content.multilingual();
  }

  /** ISO 639-1 codes of the languages it knows. */
  public List<String> languages() {
    return WhisperLanguages.all().subList(0, content.dimensions().languages());
  }

  ModelQuality quality() {
    return ModelQuality.of(name, content);
  }
}
