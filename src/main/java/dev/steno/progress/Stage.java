package dev.steno.progress;

import java.util.Locale;

/** Where a task stands, in the order of its life; a stage that does not apply is skipped. */
public enum Stage {
  /** The recording is on its way to the server. */
  UPLOADING,
  /** Waiting for its turn. */
  QUEUED,
  /** Speech becomes text. */
  TRANSCRIBING,
  /** Words get their times. */
  ALIGNING,
  /** Speakers are told apart. */
  DIARIZING,
  /** Done. */
  COMPLETE;

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
