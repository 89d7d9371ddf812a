package dev.steno.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final AtomicLong now = new AtomicLong();
  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), now::get);

  @Test
  void thePauseDoublesUpToItsLimitAndEndsWithSuccess() {
    assertThat(backoff.remainingNanos()).isZero();
    for (long seconds : new long[] {1, 2, 4, 5, 5}) {
      backoff.failed();
      assertThat(backoff.remainingNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(seconds));
    }
    now.set(TimeUnit.SECONDS.toNanos(5));
    assertThat(backoff.remainingNanos()).isZero();

    backoff.succeeded();
    backoff.failed();
    assertThat(backoff.remainingNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(1));
  }
}
