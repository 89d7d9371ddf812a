package dev.steno.push.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steno.push.session.FakeClient.Habit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connections with the threads of a real server. */
class PushThreadsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final ExecutorService results = Executors.newFixedThreadPool(2);
  private final Room room = new Room();

  private void open() {
    room.open(
        () ->
            PushThreads.of(
                work -> {
                  Thread thread = new Thread(work, "push");
                  threads.add(thread);
                  return thread;
                }));
    room.log.create("t");
  }

  @AfterEach
  void end() {
    results.shutdownNow();
  }

  @Test
  void everybodyGetsEverythingInOrderAndOneAtATime() {
    room.set("STENO_OUTBOX_MESSAGES", "100000").set("STENO_OUTBOX_BYTES", "1g");
    open();
    Habit[] habits = {Habit.PROMPT, Habit.THREADED};
    List<FakeClient> clients = new ArrayList<>();
    for (int joined = 0; joined < 50; joined++) {
      clients.add(room.join(new FakeClient(habits[joined % 2], results), "t", 0));
    }
    for (int told = 0; told < 500; told++) {
      room.tell(room.log.segment("t"));
    }
    Long[] all = LongStream.rangeClosed(1, 500).boxed().toArray(Long[]::new);
    await()
        .atMost(PATIENCE)
        .until(() -> clients.stream().allMatch(client -> client.numbers().size() >= 500));
    for (FakeClient client : clients) {
      assertThat(client.numbers()).containsExactly(all);
      assertThat(client.overlaps()).isZero();
    }
    assertThat(room.registry.traffic().sent()).isEqualTo(50 * 500);
    assertThat(room.registry.waitingMessages()).isZero();
    room.restart();
  }

  @Test
  void whoTellsDoesNotSend() throws InterruptedException {
    open();
    CountDownLatch held = new CountDownLatch(1);
    FakeClient blocking = new FakeClient(Habit.PROMPT, results);
    blocking.blockOn(held);
    room.join(blocking, "t", 0);
    FakeClient other = room.join(new FakeClient(Habit.PROMPT), "t", 0);
    await().atMost(PATIENCE).until(() -> room.registry.size() == 2);
    // Returns although the server blocks in the send to the first client.
    for (int told = 0; told < 100; told++) {
      room.tell(room.log.segment("t"));
    }
    await().atMost(PATIENCE).until(() -> other.numbers().size() == 100);
    assertThat(blocking.numbers()).isEmpty();
    held.countDown();
    await().atMost(PATIENCE).until(() -> blocking.numbers().size() == 100);
    room.restart();
  }

  @Test
  void aRestartClosesEverybodyAndLeavesNoThread() {
    open();
    Random random = new Random(11);
    List<FakeClient> clients = new ArrayList<>();
    for (int joined = 0; joined < 200; joined++) {
      Habit habit = random.nextBoolean() ? Habit.PROMPT : Habit.SLOW;
      clients.add(room.join(new FakeClient(habit, results), "t", 0));
      room.tell(room.log.segment("t"));
    }
    room.restart();
    assertThat(clients).allMatch(client -> client.closeCode() == 1012);
    assertThat(room.registry.size()).isZero();
    assertThat(room.registry.traffic().ended(Farewell.RESTART)).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> threads.stream().noneMatch(Thread::isAlive));
    room.restart();
    FakeClient late = room.join(new FakeClient(Habit.PROMPT), "t", 0);
    assertThat(late.closeCode()).isEqualTo(1012);
    assertThat(room.registry.size()).isZero();
  }
}
