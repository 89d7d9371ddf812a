package dev.steno.engine.model;

/** Who uses models, as far as the store must know. */
@FunctionalInterface
public interface ModelUse {

  /** Whether a task that runs or waits needs the model of that name. */
  boolean inUse(String name);
}
