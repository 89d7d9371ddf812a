package dev.steno.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What all clients together heard of a task, also what its log no longer holds. */
public final class Chronicle {

  private final String taskId;
  private final Map<Long, LogLine> lines = new ConcurrentHashMap<>();

  /** The empty chronicle of a task. */
  public Chronicle(String taskId) {
    this.taskId = taskId;
  }

  /** The task. */
  public String taskId() {
    return taskId;
  }

  /** Notes a message, which must be the same for everybody who hears it, whenever that is. */
  void note(LogLine line) {
    LogLine known = lines.putIfAbsent(line.seq(), line);
    if (known != null && !known.text().equals(line.text())) {
      throw new AssertionError("told differently: " + known.text() + " and " + line.text());
    }
  }

  /** The message of a number that somebody heard. */
  LogLine line(long seq) {
    LogLine line = lines.get(seq);
    if (line == null) {
      throw new IllegalArgumentException("nobody heard of " + seq);
    }
    return line;
  }
}
