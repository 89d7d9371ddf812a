package dev.steno.push.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.push.session.FakeClient.Habit;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendingTest {

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

  private static Long[] upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toArray(Long[]::new);
  }

  @Test
  void everybodyGetsEverythingInOrder() {
    room.open();
    FakeClient prompt = watching(Habit.PROMPT);
    FakeClient slow = watching(Habit.SLOW);
    for (int i = 0; i < 100; i++) {
      room.tell(room.log.segment("t"));
    }
    slow.takeAll();
    assertThat(prompt.numbers()).containsExactly(upTo(100));
    assertThat(slow.numbers()).containsExactly(upTo(100));
  }

  @Test
  void onlyOneSendIsUnderWay() {
    room.open();
    FakeClient slow = watching(Habit.SLOW);
    for (int i = 0; i < 10; i++) {
      room.tell(room.log.segment("t"));
    }
    assertThat(slow.numbers()).containsExactly(1L);
    assertThat(slow.take()).isTrue();
    assertThat(slow.numbers()).containsExactly(1L, 2L);
    assertThat(slow.overlaps()).isZero();
  }

  @Test
  void aSlowClientMissesOldProgressButNoSegment() {
    room.open();
    FakeClient slow = watching(Habit.SLOW);
    for (int i = 0; i < 20; i++) {
      room.tell(room.log.progress("t", i));
      room.tell(room.log.segment("t"));
    }
    room.tell(room.log.progress("t", 100));
    slow.takeAll();
    assertThat(slow.numbers()).isSorted().contains(41L);
    assertThat(slow.received()).filteredOn(text -> text.contains("\"segment\"")).hasSize(20);
    assertThat(slow.received()).filteredOn(text -> text.contains("\"progress\"")).hasSize(2);
  }

  @Test
  void whoDoesNotKeepUpIsClosedAndMayComeBack() {
    room.set("STENO_OUTBOX_MESSAGES", "10").open();
    FakeClient slow = watching(Habit.SLOW);
    FakeClient prompt = watching(Habit.PROMPT);
    for (int i = 0; i < 12; i++) {
      room.tell(room.log.segment("t"));
    }
    room.work();
    assertThat(slow.closeCode()).isEqualTo(1013);
    assertThat(slow.closePhrase()).contains("since");
    assertThat(prompt.numbers()).containsExactly(upTo(12));
    assertThat(room.registry.size()).isEqualTo(1);

    FakeClient again = room.join(new FakeClient(Habit.PROMPT), "t", 1);
    room.work();
    assertThat(again.numbers()).first().isEqualTo(2L);
    assertThat(again.numbers()).last().isEqualTo(12L);
  }

  @Test
  void tooManyBytesCloseAsWell() {
    room.set("STENO_OUTBOX_BYTES", "1k").open();
    FakeClient slow = watching(Habit.SLOW);
    for (int i = 0; i < 20; i++) {
      room.tell(room.log.segment("t"));
    }
    room.work();
    assertThat(slow.closeCode()).isEqualTo(1013);
  }

  @Test
  void aStuckSendIsClosedAfterItsDeadlineWhileOthersGoOn() {
    room.open();
    FakeClient stuck = watching(Habit.SLOW);
    FakeClient prompt = watching(Habit.PROMPT);
    room.tell(room.log.segment("t"));
    room.pass(Duration.ofSeconds(20));
    assertThat(stuck.closeCode()).isZero();
    room.tell(room.log.segment("t"));
    room.pass(Duration.ofSeconds(1));
    assertThat(stuck.closeCode()).isEqualTo(1013);
    assertThat(prompt.numbers()).containsExactly(1L, 2L);
    assertThat(prompt.closeCode()).isZero();
    assertThat(room.registry.size()).isEqualTo(1);
  }

  @Test
  void aResultThatComesAfterTheDeadlineChangesNothing() {
    room.open();
    FakeClient stuck = watching(Habit.SLOW);
    room.tell(room.log.segment("t"));
    room.tell(room.log.segment("t"));
    room.pass(Duration.ofSeconds(21));
    stuck.takeAll();
    assertThat(stuck.numbers()).containsExactly(1L);
  }

  @Test
  void aSendThatThrowsClosesItsSessionAndNoOther() {
    room.open();
    FakeClient throwing = watching(Habit.THROWS);
    FakeClient failing = watching(Habit.FAILS);
    FakeClient prompt = watching(Habit.PROMPT);
    room.tell(room.log.segment("t"));
    room.work();
    room.tell(room.log.segment("t"));
    assertThat(throwing.closeCode()).isEqualTo(1011);
    assertThat(failing.closeCode()).isEqualTo(1011);
    assertThat(prompt.numbers()).containsExactly(1L, 2L);
    assertThat(room.registry.size()).isEqualTo(1);
  }

  @Test
  void aThousandMessagesThatAreTakenAtOnceMakeNoDeepStack() {
    room.set("STENO_OUTBOX_MESSAGES", "200000").set("STENO_OUTBOX_BYTES", "1g").open();
    FakeClient client = watching(Habit.SLOW);
    for (int i = 0; i < 20_000; i++) {
      room.tell(room.log.segment("t"));
    }
    client.behave(Habit.PROMPT);
    client.takeAll();
    assertThat(client.numbers()).hasSize(20_000);
  }
}
