package dev.steno.engine;

import org.jspecify.annotations.Nullable;

/** The caller's ear while an engine gets ready. Called on the caller's own thread. */
public interface PreparationListener {

  /**
   * It is under way.
   *
   * @param message one short sentence for people
   * @param etaSeconds seconds left, or {@code null} while unknown
   */
  void preparing(String message, @Nullable Integer etaSeconds);

  /** Whether it is no longer wanted; asked at least five times a second. */
  boolean cancelled();
}
