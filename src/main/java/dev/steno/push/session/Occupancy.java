package dev.steno.push.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many are connected: in all, to each task, from each address. */
final class Occupancy {

  private final Limits limits;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<String, Integer> byTask = new ConcurrentHashMap<>();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

  Occupancy(Limits limits) {
    this.limits = limits;
  }

  /**
   * Takes a place.
   *
   * @return empty where there is one, else which limit is reached; then nothing was taken
   */
  Optional<Farewell> enter(String taskId, String address) {
    if (all.incrementAndGet() > limits.sockets()) {
      all.decrementAndGet();
      return Optional.of(Farewell.SERVER_FULL);
    }
    if (byTask.merge(taskId, 1, Integer::sum) > limits.socketsPerTask()) {
      all.decrementAndGet();
      release(byTask, taskId);
      return Optional.of(Farewell.TASK_FULL);
    }
    if (byAddress.merge(address, 1, Integer::sum) > limits.socketsPerAddress()) {
      leave(taskId, address);
      return Optional.of(Farewell.ADDRESS_FULL);
    }
    return Optional.empty();
  }

  /** Gives a place back. */
  void leave(String taskId, String address) {
    all.decrementAndGet();
    release(byTask, taskId);
    release(byAddress, address);
  }

  /** How many are connected. */
  int size() {
    return all.get();
  }

  private static void release(Map<String, Integer> places, String key) {
    places.computeIfPresent(key, (same, taken) -> taken == 1 ? null : taken - 1);
  }
}
