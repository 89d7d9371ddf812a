package dev.steno.progress;

import java.util.List;
import java.util.Optional;

/** Reads the log of a task. */
public interface EventReader {

  /**
   * How far the log of a task reaches.
   *
   * @param lastSeq the newest number given out, 0 where none was
   * @param prunedThrough every event up to this number may be missing; 0 where none is
   */
  record Extent(long lastSeq, long prunedThrough) {}

  /** The extent of a task's log, or empty where there is no such task. */
  Optional<Extent> extent(String taskId);

  /**
   * Reads committed events, compacted: of progress only the newest is there.
   *
   * @param since the number after which to begin
   * @param limit how many at most
   * @return in ascending {@code seq}; fewer than {@code limit} only where the log ends
   */
  List<LoggedEvent> read(String taskId, long since, int limit);
}
