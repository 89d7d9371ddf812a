package dev.steno.testing.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What thousands of watchers cost to whom nothing is told, and how evenly their heartbeats come.
 */
public final class IdleWatchers {

  /** Seconds between two heartbeats on the server of this experiment. */
  public static final int INTERVAL = 10;

  private static final double KILO = 1024;
  private static final double MICROS = 1e6;
  private static final int FIRST_ONES = 50;

  private final Ground ground;
  private final int count;

  /** The experiment on a server whose heartbeat has the interval of this. */
  public IdleWatchers(Ground ground) {
    this.ground = ground;
    this.count = ground.sizes().idle();
  }

  /** Measures and writes down. */
  public void measure() throws IOException {
    // What the first watchers of all bring along is not theirs.
    heap(Audience.STENO, FIRST_ONES, 1);
    heap(Audience.BARE, FIRST_ONES, 0);
    ground.crowd().clear();
    double steno = heap(Audience.STENO, count, ground.sizes().heartbeats());
    Seen seen = ground.seen("idle watchers");
    double bare = heap(Audience.BARE, count, 0);
    ground.findings().head("idle watchers", "heap each, KB", "beyond the bare session, KB");
    String watchers = String.format(Locale.ROOT, "%,d", count);
    ground.findings().row(watchers + ", bare", number(bare), "");
    ground.findings().row(watchers + ", Steno", number(steno), number(steno - bare));
    ground.findings().line("");
    ground
        .findings()
        .line(
            String.format(
                Locale.ROOT,
                "Heartbeats every %d s to %s idle watchers: %,d intervals, the greatest deviation"
                    + " %.0f ms.",
                INTERVAL,
                watchers,
                seen.heartbeats(),
                deviation(seen)));
  }

  /** Kilobytes of heap per watcher, after some heartbeats or, on the bare endpoint, one message. */
  private double heap(Audience audience, int watchers, int heartbeats) throws IOException {
    List<String> tasks = ground.server().tasks(1);
    long before = ground.server().heap().bytes();
    ground.join(audience, tasks, watchers, "");
    ground.crowd().clear();
    Told told = ground.server().tell(tasks, Series.flatOut(audience, 1));
    ground.awaitSegments("idle watchers", told.segments() * watchers);
    Waiting.until(
        "the heartbeats come",
        Duration.ofSeconds((long) INTERVAL * (heartbeats + 2)),
        () -> ground.crowd().seen().heartbeats() >= (long) watchers * (heartbeats - 1));
    long with = ground.server().heap().bytes();
    ground.leave();
    return (with - before) / KILO / watchers;
  }

  /** In milliseconds. */
  private static double deviation(Seen seen) {
    double late = seen.longestHeartbeat() / MICROS - INTERVAL;
    double early = INTERVAL - seen.shortestHeartbeat() / MICROS;
    return seen.heartbeats() == 0 ? 0 : Math.max(late, early) * 1000;
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
