package dev.steno.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.task.WaitingLine.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

  private final WaitingLine line = new WaitingLine();
  private final Map<String, Integer> believed = new TreeMap<>();

  @Test
  void whoKnowsItsPlaceIsNotToldAgain() {
    List<String> waiting = line(5);

    assertThat(tellSome(waiting, 10)).isEqualTo(5);
    assertThat(tellSome(waiting, 10)).isZero();
  }

  @Test
  void allBehindOneThatLeftAreToldAndNobodyBefore() {
    List<String> waiting = line(5);
    tellSome(waiting, 10);

    waiting.remove(2);

    assertThat(line.wrong(waiting, 10))
        .containsExactlyInAnyOrder(new Place("task 003", 3), new Place("task 004", 4));
  }

  @Test
  void whoComesBackIsToldItsNewPlace() {
    List<String> waiting = line(3);
    tellSome(waiting, 10);
    String back = waiting.remove(0);
    tellSome(waiting, 10);

    waiting.add(back);
    tellSome(waiting, 10);

    assertThat(believed).containsEntry(back, 3);
  }

  @Test
  void whoIsNextHearsItFirst() {
    List<String> waiting = line(500);
    waiting.forEach(id -> line.told(id, waiting.indexOf(id) + 1));

    waiting.remove(0);

    assertThat(line.wrong(waiting, 3))
        .containsExactly(
            new Place("task 001", 1), new Place("task 002", 2), new Place("task 003", 3));
  }

  @Test
  void everybodyIsToldInTheEndThoughOnlyAFewAtATime() {
    List<String> waiting = line(500);
    waiting.forEach(id -> line.told(id, waiting.indexOf(id) + 1));
    waiting.remove(0);

    int rounds = 0;
    while (tellSome(waiting, 20) > 0) {
      rounds++;
    }

    assertThat(rounds).isEqualTo(25);
    assertThat(believed).hasSize(499);
  }

  /** In a line that never stops moving those in front must not keep the rest in the dark. */
  @Test
  void nobodyIsWrongByMoreThanHalfInALineThatNeverStops() {
    List<String> waiting = line(500);
    waiting.forEach(
        id -> {
          line.told(id, waiting.indexOf(id) + 1);
          believed.put(id, waiting.indexOf(id) + 1);
        });

    while (waiting.size() > 1) {
      believed.remove(waiting.remove(0));
      tellSome(waiting, 20);
      assertThat(believed.get(waiting.get(0))).isEqualTo(1);
      for (int index = 0; index < waiting.size(); index++) {
        int place = index + 1;
        assertThat(believed.get(waiting.get(index))).isBetween(place, place + place / 2);
      }
    }
  }

  private int tellSome(List<String> waiting, int atMost) {
    List<Place> told = line.wrong(waiting, atMost);
    told.forEach(
        now -> {
          line.told(now.taskId(), now.place());
          believed.put(now.taskId(), now.place());
        });
    return told.size();
  }

  private static List<String> line(int length) {
    List<String> waiting = new ArrayList<>();
    for (int number = 0; number < length; number++) {
      waiting.add("task %03d".formatted(number));
    }
    return waiting;
  }
}
