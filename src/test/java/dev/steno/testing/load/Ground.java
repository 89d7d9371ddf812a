package dev.steno.testing.load;

import java.time.Duration;
import java.util.List;

/**
 * Where experiments take place.
 *
 * @param server what is measured
 * @param crowd who watches
 * @param sizes how large
 * @param findings what was found
 */
public record Ground(LoadServer server, Crowd crowd, Sizes sizes, Findings findings) {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Lets so many watch the tasks, and waits until the server counts them among its own. */
  void join(Audience audience, List<String> tasks, int count, String query) {
    int before = watchers(audience);
    crowd.join(
        server.port(), count, tasks.stream().map(task -> audience.path(task) + query).toList());
    Waiting.until("all watch", PATIENCE, () -> watchers(audience) == before + count);
  }

  /** Lets all go, and waits until the server has noticed. */
  void leave() {
    crowd.leave();
    Waiting.until(
        "all have left", PATIENCE, () -> server.watchers() == 0 && server.bareWatchers() == 0);
  }

  /**
   * Waits until so many segments have arrived at all watchers together.
   *
   * @return when the last one did, by {@code nanoTime}
   */
  long awaitSegments(String what, long segments) {
    Crowd.Arrived arrived = crowd.await(segments, PATIENCE);
    if (arrived.segments() != segments) {
      findings.problem(what + ": " + arrived.segments() + " of " + segments + " segments arrived");
    }
    return arrived.lastNanos();
  }

  /** What was seen; faults are a problem. */
  Seen seen(String what) {
    Seen seen = crowd.seen();
    if (seen.faults() > 0) {
      findings.problem(what + ": " + seen.faults() + " faults, see the output");
    }
    return seen;
  }

  private int watchers(Audience audience) {
    return audience == Audience.STENO ? server.watchers() : server.bareWatchers();
  }
}
