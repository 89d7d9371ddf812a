package dev.steno.engine.model;

import java.nio.file.Path;

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

  /** How many languages it knows. */
  public int languages() {
    return content.dimensions().languages();
  }

  ModelQuality quality() {
    return ModelQuality.of(name, content);
  }
}
