package dev.steno.progress;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One lock for each task that somebody writes of: no task ever waits for another. */
final class TaskLocks {

  private final Map<String, Shared> inUse = new ConcurrentHashMap<>();

  /** A lock, and how many hold it or wait for it; the count changes only inside the map. */
  private static final class Shared {
    private final ReentrantLock lock = new ReentrantLock();
    private int users;
  }

  /** Does the work while nobody else does any for that task. */
  <T> T alone(String taskId, Supplier<T> work) {
    Shared mine = enter(taskId);
    mine.lock.lock();
    try {
      return work.get();
    } finally {
      mine.lock.unlock();
      leave(taskId);
    }
  }

  private Shared enter(String taskId) {
    return inUse.compute(
        taskId,
        (id, known) -> {
          Shared shared = known == null ? new Shared() : known;
          shared.users++;
          return shared;
        });
  }

  private void leave(String taskId) {
    inUse.computeIfPresent(
        taskId,
        (id, shared) -> {
          shared.users--;
          return shared.users == 0 ? null : shared;
        });
  }

  /** How many tasks are being written of. */
  int size() {
    return inUse.size();
  }
}
