package dev.steno.engine.model;

/** Who uses models, as far as the store must know. */
@FunctionalInterface
public interface ModelUse {

  /** Whether somebody recognises speech with the model of that name now. */
  boolean inUse(String name);
}
