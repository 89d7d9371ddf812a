package dev.steno.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What those who wait believe their place to be. When a line of a thousand moves, telling everybody
 * would be a thousand writes: a few are told at a time, the most wrong in proportion to their place
 * first, so that who is next hears it at once and who is far behind a little later.
 */
final class WaitingLine {

  private final Map<String, Integer> told = new HashMap<>();

  /**
   * A task and its place.
   *
   * @param place 1 for the next in line
   */
  record Place(String taskId, int place) {

    /** How wrong another place is, in proportion to this one. */
    private double wrong(@Nullable Integer believed) {
      return believed == null
          ? Double.POSITIVE_INFINITY
          : Math.abs(believed - place) / (double) place;
    }
  }

  /** A task was told its place. */
  synchronized void told(String taskId, int place) {
    told.put(taskId, place);
  }

  /**
   * Who should be told.
   *
   * @param waiting the ids of all who wait, the next in line first
   * @param atMost how many
   */
  synchronized List<Place> wrong(List<String> waiting, int atMost) {
    told.keySet().retainAll(new HashSet<>(waiting));
    List<Place> wrong = new ArrayList<>();
    for (int index = 0; index < waiting.size(); index++) {
      Place now = new Place(waiting.get(index), index + 1);
      if (now.wrong(told.get(now.taskId())) > 0) {
        wrong.add(now);
      }
    }
    wrong.sort(
        Comparator.comparingDouble((Place now) -> now.wrong(told.get(now.taskId())))
            .reversed()
            .thenComparingInt(Place::place));
    return List.copyOf(wrong.subList(0, Math.min(atMost, wrong.size())));
  }
}
