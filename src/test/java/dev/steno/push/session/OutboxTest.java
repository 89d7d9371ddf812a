package dev.steno.push.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.push.message.EncodedMessage;
import dev.steno.push.message.EncodedMessage.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final Outbox outbox = new Outbox(4, 100, new Traffic());

  private static EncodedMessage message(long seq, int bytes, Kind kind) {
    return new EncodedMessage("m" + seq, bytes, seq, kind);
  }

  private List<Long> drained() {
    List<Long> numbers = new ArrayList<>();
    for (EncodedMessage next = outbox.poll(); next != null; next = outbox.poll()) {
      numbers.add(next.seq());
    }
    return numbers;
  }

  @Test
  void whatGoesInFirstComesOutFirst() {
    for (long seq = 1; seq <= 4; seq++) {
      assertThat(outbox.add(message(seq, 10, Kind.PLAIN))).isTrue();
    }
    assertThat(outbox.bytes()).isEqualTo(40);
    assertThat(drained()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(outbox.bytes()).isZero();
  }

  @Test
  void newerProgressGoesToTheTailAndTheOlderIsGone() {
    outbox.add(message(1, 10, Kind.PROGRESS));
    outbox.add(message(2, 10, Kind.PLAIN));
    outbox.add(message(3, 20, Kind.PROGRESS));
    assertThat(outbox.size()).isEqualTo(2);
    assertThat(outbox.bytes()).isEqualTo(30);
    assertThat(drained()).containsExactly(2L, 3L);
  }

  @Test
  void finalProgressReplacesOlderAndIsNeverReplaced() {
    outbox.add(message(1, 10, Kind.PROGRESS));
    outbox.add(message(2, 10, Kind.FINAL_PROGRESS));
    outbox.add(message(3, 10, Kind.PROGRESS));
    outbox.add(message(4, 10, Kind.PROGRESS));
    assertThat(drained()).containsExactly(2L, 4L);
  }

  @Test
  void progressThatIsOnItsWayIsNotReplaced() {
    outbox.add(message(1, 10, Kind.PROGRESS));
    outbox.poll();
    outbox.add(message(2, 10, Kind.PROGRESS));
    assertThat(drained()).containsExactly(2L);
    assertThat(outbox.bytes()).isZero();
  }

  @Test
  void oneMessageTooManyDoesNotFit() {
    for (long seq = 1; seq <= 4; seq++) {
      outbox.add(message(seq, 1, Kind.PLAIN));
    }
    assertThat(outbox.add(message(5, 1, Kind.PLAIN))).isFalse();
  }

  @Test
  void oneByteTooManyDoesNotFit() {
    assertThat(outbox.add(message(1, 60, Kind.PLAIN))).isTrue();
    assertThat(outbox.add(message(2, 40, Kind.PLAIN))).isTrue();
    assertThat(outbox.add(message(3, 1, Kind.PLAIN))).isFalse();
  }

  @Test
  void aMessageTooLargeForAnyOutboxFitsIntoAnEmptyOne() {
    assertThat(outbox.add(message(1, 5000, Kind.PLAIN))).isTrue();
    assertThat(outbox.hasRoom()).isFalse();
    assertThat(drained()).containsExactly(1L);
  }

  @Test
  void onceShutItForgetsEverything() {
    outbox.add(message(1, 10, Kind.PROGRESS));
    outbox.shut();
    assertThat(outbox.add(message(2, 10, Kind.PROGRESS))).isTrue();
    assertThat(outbox.poll()).isNull();
    assertThat(outbox.bytes()).isZero();
  }
}
