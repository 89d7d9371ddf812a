package dev.steno.testing.load;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for conditions at a pace that costs the server next to nothing. */
final class Waiting {

  private static final Duration PACE = Duration.ofMillis(100);

  private Waiting() {}

  static void until(String what, Duration patience, Callable<Boolean> condition) {
    Awaitility.await(what)
        .pollDelay(Duration.ZERO)
        .pollInterval(PACE)
        .atMost(patience)
        .until(condition);
  }
}
