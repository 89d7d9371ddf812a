package dev.steno.engine.model;

import java.nio.file.Path;

/** A file in the folder of the models. */
public sealed interface StoredModel permits InstalledModel, DamagedModel {

  /** The name of the model. */
  String name();

  /** Where its file lies. */
  Path path();

  /** How large the file is. */
  long bytes();
}
