package dev.steno.push.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.config.Settings;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OccupancyTest {

  private final Occupancy occupancy =
      new Occupancy(
          Limits.of(
              new Settings(
                  Map.of(
                          "STENO_SOCKETS", "6",
                          "STENO_SOCKETS_PER_TASK", "4",
                          "STENO_SOCKETS_PER_ADDRESS", "3")
                      ::get)));

  private void fill(int places, String task, String address) {
    for (int taken = 0; taken < places; taken++) {
      assertThat(occupancy.enter(task, address)).isEmpty();
    }
  }

  @Test
  void eachLimitIsNamedWhenItIsReached() {
    fill(3, "t", "a");
    assertThat(occupancy.enter("t", "a")).contains(Farewell.ADDRESS_FULL);
    fill(1, "t", "b");
    assertThat(occupancy.enter("t", "c")).contains(Farewell.TASK_FULL);
    fill(2, "u", "c");
    assertThat(occupancy.enter("v", "d")).contains(Farewell.SERVER_FULL);
    assertThat(occupancy.size()).isEqualTo(6);
  }

  @Test
  void whoIsRefusedTakesNoPlace() {
    fill(3, "t", "a");
    for (int refused = 0; refused < 100; refused++) {
      assertThat(occupancy.enter("u", "a")).contains(Farewell.ADDRESS_FULL);
    }
    fill(3, "u", "b");
    assertThat(occupancy.size()).isEqualTo(6);
  }

  @Test
  void placesThatAreGivenBackCanBeTakenAgain() {
    record Place(String task, String address) {}
    Random random = new Random(3);
    Queue<Place> taken = new ArrayDeque<>();
    for (int step = 0; step < 10_000; step++) {
      Place place = new Place("t" + random.nextInt(3), "a" + random.nextInt(3));
      if (random.nextBoolean() && occupancy.enter(place.task(), place.address()).isEmpty()) {
        taken.add(place);
      } else if (!taken.isEmpty()) {
        Place left = taken.remove();
        occupancy.leave(left.task(), left.address());
      }
      assertThat(occupancy.size()).isEqualTo(taken.size());
    }
    taken.forEach(place -> occupancy.leave(place.task(), place.address()));
    fill(3, "t", "a");
    fill(3, "u", "b");
  }
}
