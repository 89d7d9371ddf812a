package dev.steno.engine.worker;

/** A worker did not do its work; another one may. The message is safe to show. */
final class WorkerFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean outOfMemory;

  private WorkerFailure(boolean outOfMemory, String detail) {
    super(detail);
    this.outOfMemory = outOfMemory;
  }

  static WorkerFailure crashed(String detail) {
    return new WorkerFailure(false, detail);
  }

  static WorkerFailure outOfMemory(String detail) {
    return new WorkerFailure(true, detail);
  }

  boolean isOutOfMemory() {
    return outOfMemory;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
