package dev.steno.push.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FloodLimitTest {

  private static int allowed(FloodLimit limit, long nanos) {
    int count = 0;
    while (limit.allows(nanos)) {
      count++;
    }
    return count;
  }

  @Test
  void fiftyAtOnceAreAllowedAndThenTwentyASecond() {
    FloodLimit limit = new FloodLimit(0);
    assertThat(allowed(limit, 0)).isEqualTo(50);
    assertThat(allowed(limit, TimeUnit.SECONDS.toNanos(1))).isEqualTo(20);
    assertThat(allowed(limit, TimeUnit.SECONDS.toNanos(2))).isEqualTo(20);
  }

  @Test
  void restingForLongAllowsNoMoreThanFifty() {
    FloodLimit limit = new FloodLimit(0);
    assertThat(allowed(limit, TimeUnit.HOURS.toNanos(1))).isEqualTo(50);
  }
}
