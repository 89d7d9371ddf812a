package dev.steno.task;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The states of a task. */
public enum TaskStatus {
  /** Its recording is on its way to the server. */
  UPLOADING,
  /** It waits for its turn. */
  QUEUED,
  /** Its recording is being transcribed. */
  RUNNING,
  /** Its transcript is there. */
  COMPLETED,
  /** It ended without a transcript. */
  FAILED,
  /** Somebody ended it. */
  CANCELLED;

  /** Whether nothing more happens unless somebody asks for it. */
  public boolean ended() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that name on the wire. */
  public static Optional<TaskStatus> ofWireName(String name) {
    return Stream.of(values()).filter(status -> status.wireName().equals(name)).findFirst();
  }
}
