package dev.steno.testing.load;

/** Who is told. */
public enum Audience {
  /** The watchers of Steno. */
  STENO("Steno", "/ws/tasks/"),
  /** Those of the bare endpoint. */
  BARE("bare loop", "/bare/"),
  /** Those of the bare endpoint, after the event was stored as Steno does it. */
  BARE_STORING("bare loop that stores", "/bare/");

  private final String label;
  private final String path;

  Audience(String label, String path) {
    this.label = label;
    this.path = path;
  }

  /** The name for people. */
  public String label() {
    return label;
  }

  /** The address on the server of the socket of a task. */
  public String path(String taskId) {
    return path + taskId;
  }
}
