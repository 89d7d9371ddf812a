package dev.steno.push.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.steno.push.session.FakeClient.Habit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  private final Room room = new Room();

  @BeforeEach
  void aTask() {
    room.log.create("t");
  }

  private FakeClient watching(Habit habit) {
    FakeClient client = room.join(new FakeClient(habit), "t", 0);
    room.work();
    return client;
  }

  private static long heartbeats(FakeClient client) {
    return client.received().stream().filter(text -> text.contains("\"heartbeat\"")).count();
  }

  @Test
  void aHeartbeatComesEveryThirtySecondsWhateverElseIsSent() {
    room.open();
    FakeClient client = watching(Habit.PROMPT);
    for (int second = 1; second <= 95; second++) {
      room.pass(Duration.ofSeconds(1));
      room.tell(room.log.segment("t"));
      room.connection(client).answered();
      assertThat(heartbeats(client)).isEqualTo(second / 30);
    }
  }

  @Test
  void eachSessionHasItsOwnThirtySeconds() {
    room.open();
    FakeClient first = watching(Habit.PROMPT);
    room.pass(Duration.ofSeconds(10));
    FakeClient second = watching(Habit.PROMPT);
    room.pass(Duration.ofSeconds(20));
    assertThat(heartbeats(first)).isEqualTo(1);
    assertThat(heartbeats(second)).isZero();
    room.pass(Duration.ofSeconds(10));
    assertThat(heartbeats(second)).isEqualTo(1);
  }

  @Test
  void theIntervalIsASetting() {
    room.set("STENO_HEARTBEAT_SECONDS", "5").open();
    FakeClient client = watching(Habit.PROMPT);
    room.pass(Duration.ofSeconds(10));
    assertThat(client.received())
        .containsExactly(
            "{\"type\":\"heartbeat\",\"timestamp\":\"2026-01-27T08:00:00Z\"}",
            "{\"type\":\"heartbeat\",\"timestamp\":\"2026-01-27T08:00:00Z\"}");
  }

  @Test
  void heartbeatsThatWereMissedAreNotMadeUpFor() {
    room.open();
    FakeClient client = watching(Habit.PROMPT);
    room.skip(Duration.ofMinutes(10));
    room.pass(Duration.ofSeconds(3));
    assertThat(heartbeats(client)).isEqualTo(1);
  }

  @Test
  void whoAnswersNoPingIsClosed() {
    room.open();
    FakeClient silent = watching(Habit.PROMPT);
    FakeClient alive = watching(Habit.PROMPT);
    for (int i = 0; i < 3; i++) {
      assertThat(silent.closeCode()).isZero();
      room.pass(Duration.ofSeconds(30));
      room.connection(alive).answered();
    }
    assertThat(silent.pings()).isEqualTo(2);
    assertThat(silent.closeCode()).isEqualTo(1013);
    room.pass(Duration.ofSeconds(30));
    assertThat(alive.pings()).isEqualTo(4);
    assertThat(alive.closeCode()).isZero();
  }

  @Test
  void whoeverSpeaksIsAlive() {
    room.open();
    FakeClient client = watching(Habit.PROMPT);
    for (int i = 0; i < 20; i++) {
      room.pass(Duration.ofSeconds(30));
      assertThat(room.connection(client).spoke()).isTrue();
    }
    assertThat(client.closeCode()).isZero();
  }

  @Test
  void noPingIsSentWhileASendIsUnderWay() {
    room.set("STENO_SEND_SECONDS", "100").open();
    FakeClient client = watching(Habit.SLOW);
    room.pass(Duration.ofSeconds(14));
    room.tell(room.log.segment("t"));
    room.pass(Duration.ofSeconds(10));
    assertThat(client.pings()).isZero();
    client.takeAll();
    room.pass(Duration.ofSeconds(1));
    assertThat(client.pings()).isEqualTo(1);
    assertThat(client.overlaps()).isZero();
  }

  @Test
  void aSessionThatVanishedWithoutAWordIsSwept() {
    room.open();
    FakeClient client = watching(Habit.PROMPT);
    client.vanish();
    assertThat(room.registry.size()).isEqualTo(1);
    room.pass(Duration.ofSeconds(1));
    assertThat(room.registry.size()).isZero();
    assertThat(room.registry.watchers("t")).isEmpty();
  }

  @Test
  void aSessionThatFailedIsClosedByTheNextTick() {
    room.open();
    FakeClient client = watching(Habit.PROMPT);
    room.connection(client).failed();
    room.pass(Duration.ofSeconds(1));
    assertThat(client.closeCode()).isEqualTo(1011);
    assertThat(room.registry.size()).isZero();
  }

  @Test
  void aRestartClosesEverySessionAndRefusesNewOnes() {
    room.open();
    FakeClient client = watching(Habit.PROMPT);
    FakeClient stuck = watching(Habit.SLOW);
    room.tell(room.log.segment("t"));
    room.stopExecutor();
    room.restart();
    assertThat(client.closeCode()).isEqualTo(1012);
    assertThat(stuck.closeCode()).isEqualTo(1012);
    assertThat(watching(Habit.PROMPT).closeCode()).isEqualTo(1012);
    assertThat(room.registry.size()).isZero();
  }

  @Test
  void anExecutorThatTakesNothingStillClosesSessions() {
    room.open();
    room.stopExecutor();
    FakeClient client = watching(Habit.PROMPT);
    assertThat(client.closeCode()).isEqualTo(1013);
    assertThat(room.registry.size()).isZero();
  }

  @Test
  @SuppressWarnings("UnnecessaryAssignment") // there is no container here
  void theTimerNeverThrows() {
    Heartbeat heartbeat = new Heartbeat();
    heartbeat.registry =
        new SessionRegistry() {
          @Override
          public void tick() {
            throw new StackOverflowError("of a test");
          }
        };
    assertThatCode(heartbeat::tick).doesNotThrowAnyException();
    assertThat(heartbeat.failures()).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("UnnecessaryAssignment") // there is no container here
  void aLateHeartbeatCanBeSeen() {
    AtomicLong now = new AtomicLong(5_000_000_000L);
    Heartbeat heartbeat = new Heartbeat();
    heartbeat.nanos = now::get;
    heartbeat.registry =
        new SessionRegistry() {
          @Override
          public void tick() {
            now.addAndGet(250_000_000);
          }
        };
    heartbeat.tick();
    assertThat(heartbeat.duration()).isEqualTo(0.25);
    now.addAndGet(3_000_000_000L);
    assertThat(heartbeat.age()).isEqualTo(3.25);
    assertThat(heartbeat.failures()).isZero();
  }

  @Test
  void nobodyIsLeftAfterAnyMixtureOfFaults() {
    room.set("STENO_OUTBOX_MESSAGES", "20").open();
    Random random = new Random(7);
    List<FakeClient> clients = new ArrayList<>();
    for (int step = 0; step < 3000; step++) {
      if (random.nextInt(5) == 0) {
        Habit[] habits = {Habit.PROMPT, Habit.SLOW, Habit.THROWS, Habit.FAILS};
        String task = random.nextInt(10) == 0 ? "unknown" : "t";
        FakeClient client = new FakeClient(habits[random.nextInt(habits.length)]);
        clients.add(room.join(client, task, random.nextInt(50)));
      }
      if (!clients.isEmpty()) {
        disturb(clients.get(random.nextInt(clients.size())), random);
      }
      if (random.nextInt(3) == 0) {
        room.tell(room.log.segment("t"));
      }
      if (random.nextBoolean()) {
        room.work();
      }
      if (random.nextInt(50) == 0) {
        room.pass(Duration.ofSeconds(random.nextInt(10)));
      }
    }
    clients.forEach(FakeClient::vanish);
    room.pass(Duration.ofSeconds(1));
    assertThat(room.registry.size()).isZero();
    assertThat(room.registry.watchers("t")).isEmpty();
    assertThat(room.registry.watchers("unknown")).isEmpty();
    assertThat(clients).allMatch(client -> room.registry.find(client.session()) == null);
    assertThat(clients).allMatch(client -> client.overlaps() == 0);
  }

  private void disturb(FakeClient client, Random random) {
    switch (random.nextInt(8)) {
      case 0 -> client.vanish();
      case 1 -> client.throwOnClose();
      case 2 -> client.behave(Habit.FAILS);
      case 3 -> room.registry.leave(client.session());
      case 4 -> {
        ClientConnection connection = room.registry.find(client.session());
        if (connection != null) {
          connection.failed();
        }
      }
      default -> client.take();
    }
  }
}
