package dev.steno.push.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steno.progress.LoggedEvent;
import dev.steno.progress.ProgressEvent;
import dev.steno.push.session.FakeClient.Habit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JoiningTest {

  private final Room room = new Room();

  private void tell(int segments) {
    room.log.create("t");
    for (int i = 0; i < segments; i++) {
      room.tell(room.log.segment("t"));
    }
  }

  private FakeClient joined(long since) {
    FakeClient client = room.join(new FakeClient(Habit.PROMPT), "t", since);
    room.work();
    return client;
  }

  private static Long[] range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toArray(Long[]::new);
  }

  @Test
  void aLateJoinerGetsTheWholeStory() {
    room.open();
    tell(1000);
    FakeClient client = joined(0);
    room.tell(room.log.segment("t"));
    assertThat(client.numbers()).containsExactly(range(1, 1001));
  }

  @Test
  void whoComesBackGetsOnlyWhatIsNew() {
    room.open();
    tell(10);
    assertThat(joined(7).numbers()).containsExactly(8L, 9L, 10L);
    assertThat(joined(10).received()).isEmpty();
  }

  @Test
  void whatHappensWhileTheLogIsReadComesOnceAndInOrder() {
    room.open();
    tell(10);
    FakeClient client = room.join(new FakeClient(Habit.PROMPT), "t", 0);
    room.tell(room.log.segment("t"));
    assertThat(client.received()).isEmpty();
    room.work();
    room.tell(room.log.segment("t"));
    assertThat(client.numbers()).containsExactly(range(1, 12));
  }

  @Test
  void aNumberThatWasNeverGivenOutResets() {
    room.open();
    tell(3);
    FakeClient client = joined(4);
    assertThat(client.received().get(0))
        .isEqualTo("{\"type\":\"reset\",\"task_id\":\"t\",\"seq\":3}");
    assertThat(client.numbers()).containsExactly(3L, 1L, 2L, 3L);
  }

  @Test
  void aNumberTheLogNoLongerReachesBackToResets() {
    room.open();
    tell(5);
    room.log.prune(3);
    assertThat(joined(2).received().get(0)).contains("\"reset\"");
    assertThat(joined(3).numbers()).containsExactly(4L, 5L);
  }

  @Test
  void whoHasSeenNothingIsNotReset() {
    room.open();
    tell(5);
    room.log.prune(3);
    assertThat(joined(0).numbers()).containsExactly(range(1, 5));
  }

  @Test
  void anUnknownTaskClosesWithoutTellingWhy() {
    room.open();
    FakeClient client = joined(0);
    assertThat(client.closeCode()).isEqualTo(1008);
    assertThat(client.received()).isEmpty();
    assertThat(room.registry.size()).isZero();
  }

  @Test
  void aTaskThatIsDeletedClosesItsSessions() {
    room.open();
    tell(1);
    FakeClient client = joined(0);
    FakeClient joining = room.join(new FakeClient(Habit.PROMPT), "t", 0);
    room.log.delete("t");
    room.registry.closeAll("t");
    room.work();
    assertThat(client.closeCode()).isEqualTo(1008);
    assertThat(joining.closeCode()).isEqualTo(1008);
    assertThat(joining.closePhrase()).isEqualTo(client.closePhrase());
    assertThat(room.registry.size()).isZero();
  }

  @Test
  void aTaskThatVanishesWhileItsLogIsReadDoesNotKeepTheReaderBusy() {
    room.open();
    tell(300);
    FakeClient client = room.join(new FakeClient(Habit.SLOW), "t", 0);
    room.work();
    room.tell(room.log.segment("t"));
    room.log.delete("t");
    client.behave(Habit.PROMPT);
    client.takeAll();
    room.work();
    assertThat(client.closeCode()).isZero();
    assertThat(client.numbers()).isNotEmpty().isSorted();
  }

  @Test
  void aLongStoryNeverOverflowsASmallOutbox() {
    room.set("STENO_OUTBOX_MESSAGES", "10").set("STENO_OUTBOX_BYTES", "2k").open();
    tell(5000);
    FakeClient client = room.join(new FakeClient(Habit.SLOW), "t", 0);
    room.work();
    ClientConnection connection = room.connection(client);
    while (client.take()) {
      assertThat(connection.outbox().size()).isLessThanOrEqualTo(10);
      room.work();
    }
    assertThat(client.closeCode()).isZero();
    assertThat(client.numbers()).containsExactly(range(1, 5000));
    room.tell(room.log.segment("t"));
    client.takeAll();
    assertThat(client.numbers()).last().isEqualTo(5001L);
  }

  @Test
  void anOutboxForOneMessageIsEnough() {
    room.set("STENO_OUTBOX_MESSAGES", "1").set("STENO_OUTBOX_BYTES", "1").open();
    tell(50);
    FakeClient client = room.join(new FakeClient(Habit.SLOW), "t", 60);
    room.work();
    while (client.take()) {
      room.work();
    }
    assertThat(client.closeCode()).isZero();
    assertThat(client.numbers()).hasSize(51).endsWith(range(1, 50));
  }

  @Test
  void aLogThatCannotBeReadSendsTheClientAway() {
    room.open();
    tell(1);
    room.log.breakDown();
    FakeClient client = joined(0);
    assertThat(client.closeCode()).isEqualTo(1013);
    assertThat(room.registry.size()).isZero();
  }

  @Test
  void moreSocketsThanAllowedAreRefused() {
    room.set("STENO_SOCKETS", "2").open();
    tell(1);
    FakeClient first = joined(0);
    joined(0);
    FakeClient third = joined(0);
    assertThat(third.closeCode()).isEqualTo(1013);
    assertThat(third.closePhrase()).isNotEmpty();
    room.registry.leave(first.session());
    assertThat(joined(0).closeCode()).isZero();
  }

  @Test
  void moreFromOneAddressThanAllowedAreRefused() {
    room.set("STENO_SOCKETS_PER_ADDRESS", "1").open();
    tell(1);
    joined(0);
    FakeClient second = joined(0);
    assertThat(second.closeCode()).isEqualTo(1013);
    assertThat(second.closePhrase()).contains("address");
    FakeClient elsewhere = room.join(new FakeClient(Habit.PROMPT), new Watch("t", 0, "192.0.2.1"));
    room.work();
    assertThat(elsewhere.numbers()).containsExactly(1L);
    assertThat(room.registry.traffic().ended(Farewell.ADDRESS_FULL)).isEqualTo(1);
  }

  @Test
  void moreWatchersOfOneTaskThanAllowedAreRefused() {
    room.set("STENO_SOCKETS_PER_TASK", "1").open();
    tell(1);
    room.log.create("u");
    joined(0);
    FakeClient second = joined(0);
    assertThat(second.closeCode()).isEqualTo(1013);
    assertThat(second.closePhrase()).contains("this task");
    FakeClient other = room.join(new FakeClient(Habit.PROMPT), "u", 0);
    room.work();
    assertThat(other.closeCode()).isZero();
  }

  @Test
  void aSessionThatIsGoneBeforeItIsLetInTakesNoPlace() {
    room.open();
    tell(1);
    FakeClient gone = new FakeClient(Habit.PROMPT);
    gone.vanishEntirely();
    room.join(gone, "t", 0);
    room.work();
    assertThat(room.registry.size()).isZero();
    assertThat(room.registry.watchers("t")).isEmpty();
  }

  @Test
  void twoHundredWhoJoinWhileThingsHappenAllSeeTheSame() {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    ExecutorService results = Executors.newFixedThreadPool(2);
    try {
      room.set("STENO_OUTBOX_MESSAGES", "100000").set("STENO_OUTBOX_BYTES", "1g").open(pool);
      room.log.create("t");
      Random random = new Random(42);
      List<FakeClient> clients = new ArrayList<>();
      for (int i = 0; i < 4000; i++) {
        if (random.nextInt(20) == 0 && clients.size() < 200) {
          Habit habit = random.nextBoolean() ? Habit.PROMPT : Habit.THREADED;
          clients.add(room.join(new FakeClient(habit, results), "t", 0));
        }
        room.tell(
            random.nextInt(3) == 0
                ? room.log.progress("t", random.nextInt(100))
                : room.log.segment("t"));
      }
      while (clients.size() < 200) {
        clients.add(room.join(new FakeClient(Habit.PROMPT), "t", 0));
      }
      long last = room.log.progress("t", 100).seq();
      room.tell(room.log.all("t").get((int) last - 1));

      List<Long> segments =
          room.log.all("t").stream()
              .filter(logged -> logged.event() instanceof ProgressEvent.Recognized)
              .map(LoggedEvent::seq)
              .toList();
      Set<Long> segmentNumbers = Set.copyOf(segments);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> clients.stream().allMatch(client -> client.numbers().contains(last)));
      for (FakeClient client : clients) {
        List<Long> numbers = client.numbers();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(numbers.stream().filter(segmentNumbers::contains).toList()).isEqualTo(segments);
        assertThat(numbers).last().isEqualTo(last);
        assertThat(client.overlaps()).isZero();
        assertThat(client.closeCode()).isZero();
      }
    } finally {
      pool.shutdownNow();
      results.shutdownNow();
    }
  }

  @Test
  void aThousandWhoJoinAtOnceAllGetTheStory() {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    ExecutorService joiners = Executors.newFixedThreadPool(8);
    try {
      room.open(pool);
      tell(20);
      List<FakeClient> clients = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        FakeClient client = new FakeClient(Habit.PROMPT);
        clients.add(client);
        joiners.execute(() -> room.join(client, "t", 0));
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> clients.stream().allMatch(client -> client.numbers().size() == 20));
      assertThat(room.registry.size()).isEqualTo(1000);
      assertThat(room.registry.watchers("t")).hasSize(1000);
    } finally {
      pool.shutdownNow();
      joiners.shutdownNow();
    }
  }
}
