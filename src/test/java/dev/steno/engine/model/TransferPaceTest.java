package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TransferPaceTest {

  private final AtomicLong millis = new AtomicLong(1_000_000);
  private final TransferPace pace = new TransferPace(new ByMillis(millis));

  @Test
  void nothingIsSaidBeforeThereIsSomethingToSay() {
    assertThat(pace.etaSeconds(500, 1000)).isNull();
    millis.addAndGet(900);
    assertThat(pace.etaSeconds(600, 1000)).isNull();
    millis.addAndGet(10_000);
    assertThat(pace.etaSeconds(500, 1000)).isNull();
  }

  @Test
  void whatWasThereBeforeDoesNotCountAsFast() {
    pace.etaSeconds(900, 1900);
    millis.addAndGet(2000);
    assertThat(pace.etaSeconds(1000, 1900)).isEqualTo(18);
  }

  @Test
  void aNetworkThatBecomesSlowerIsNoticed() {
    for (int second = 0; second <= 30; second++) {
      pace.etaSeconds(second * 1000L, 1_000_000);
      millis.addAndGet(1000);
    }
    for (int second = 1; second <= 60; second++) {
      pace.etaSeconds(30_000 + second * 10L, 1_000_000);
      millis.addAndGet(1000);
    }
    assertThat(pace.etaSeconds(30_600, 1_000_000)).isBetween(90_000, 110_000);
  }

  @Test
  void startingOverBeginsAnew() {
    pace.etaSeconds(900, 1000);
    millis.addAndGet(5000);
    assertThat(pace.etaSeconds(0, 1000)).isNull();
    millis.addAndGet(2000);
    assertThat(pace.etaSeconds(100, 1000)).isEqualTo(18);
  }

  @Test
  void whatIsWholeNeedsNoMoreTime() {
    pace.etaSeconds(0, 1000);
    millis.addAndGet(2000);
    assertThat(pace.etaSeconds(1000, 1000)).isZero();
    assertThat(pace.etaSeconds(1100, 1000)).isZero();
  }

  @Test
  void pausesGrowUpToALimit() {
    HubLimits limits =
        new HubLimits(
            Duration.ZERO, Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10), 9);

    assertThat(limits.pauseAfter(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(limits.pauseAfter(2)).isEqualTo(Duration.ofSeconds(4));
    assertThat(limits.pauseAfter(4)).isEqualTo(Duration.ofSeconds(10));
    assertThat(limits.pauseAfter(1000)).isEqualTo(Duration.ofSeconds(10));
  }

  private static final class ByMillis extends Clock {
    private final AtomicLong millis;

    ByMillis(AtomicLong millis) {
      this.millis = millis;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("time has no zone here");
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis.get());
    }
  }
}
