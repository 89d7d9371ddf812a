package dev.steno.engine.model;

import java.util.Locale;

/** Whether a model can be used. */
public enum ModelStatus {
  /** It is not here. */
  ABSENT,
  /** It is being fetched. */
  INSTALLING,
  /** It can be used. */
  INSTALLED,
  /** Its file is here, but must not be used. */
  DAMAGED;

  /** Its name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
