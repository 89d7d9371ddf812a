package dev.steno.testing.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one watcher that stops reading does to the others, and what becomes of it. It watches from
 * the beginning a story of many megabytes, which fills the buffers of its connection at once,
 * before the measuring begins; the others have joined at the end of that story. Runs with and
 * without it alternate.
 */
public final class StalledWatcher {

  /** Seconds after which the server of this experiment gives up a send. */
  public static final int SEND_SECONDS = 5;

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int WATCHERS = 1000;
  private static final int RATE = 20;

  /** More megabytes than a server and the kernel put up with between them: 28. */
  private static final int STORY = 7000;

  private static final int LONG_TEXT = 4000;

  /** What the server has one object of for each watcher. */
  private static final String CONNECTION = "dev.steno.push.session.ClientConnection";

  private final Ground ground;
  private final int watchers;
  private final List<String> tasks;

  /** The experiment on a server whose sends have the deadline of this. */
  public StalledWatcher(Ground ground) {
    this.ground = ground;
    this.watchers = ground.sizes().watchers(WATCHERS);
    this.tasks = ground.server().tasks(1);
  }

  /** Measures and writes down. */
  public void measure() throws IOException {
    Series story = new Series(Audience.STENO, STORY, 0, 100, LONG_TEXT);
    long end = ground.server().tell(tasks, story).lastSeq();
    ground.join(Audience.STENO, tasks, watchers, "?since=" + end);
    List<Pace> without = new ArrayList<>();
    List<Pace> with = new ArrayList<>();
    List<StallWatch> stalls = new ArrayList<>();
    pace(() -> ground.server().watchers());
    for (int run = 0; run < ground.sizes().stalledRuns(); run++) {
      without.add(pace(() -> ground.server().watchers()));
      StallWatch stall = new StallWatch(ground.server(), watchers);
      stall.follow(ground.crowd().stall(ground.server().port(), Audience.STENO.path(tasks.get(0))));
      with.add(pace(stall::look));
      stall.end();
      stalls.add(stall);
      if (run + 1 < ground.sizes().stalledRuns()) {
        unstall();
      }
    }
    // Its connection may still be there; what the server keeps of it must not.
    LiveHeap cut = ground.server().heap();
    unstall();
    long kept = cut.bytes() - ground.server().heap().bytes();
    ground.leave();
    write(without, with, stalls, cut.instances(CONNECTION), kept);
  }

  private Pace pace(Runnable meanwhile) {
    int seconds = Math.max(ground.sizes().seconds(), SEND_SECONDS + 3);
    Series series = Series.atRate(Audience.STENO, RATE, seconds);
    return Pace.measure(ground, tasks, series, watchers, meanwhile);
  }

  private void unstall() {
    ground.crowd().unstall();
    Waiting.until(
        "the stalled one is gone", PATIENCE, () -> ground.server().watchers() == watchers);
  }

  private void write(
      List<Pace> without, List<Pace> with, List<StallWatch> stalls, long connections, long kept) {
    Findings findings = ground.findings();
    findings.head(
        "one watcher stalls, run",
        "p99 ms without",
        "p99 ms with",
        "out of the registry after s",
        "its connection then",
        "at the end");
    for (int run = 0; run < with.size(); run++) {
      StallWatch stall = stalls.get(run);
      findings.row(
          Integer.toString(run + 1),
          number(without.get(run).p99()),
          number(with.get(run).p99()),
          stall.outAfter(),
          stall.sideThen(),
          stall.sideAtEnd());
    }
    double before = Medians.of(without, Pace::p99);
    double after = Medians.of(with, Pace::p99);
    findings.line("");
    findings.line(
        String.format(
            Locale.ROOT,
            "%,d watchers, %d messages/s, one more that stops reading: p99 %.1f ms without it,"
                + " %.1f ms with it (medians of %d), difference %+.1f ms or %+.0f %%. With its"
                + " client still there, the server keeps %d connections for %d watchers, and %d KB"
                + " that go when it goes.",
            watchers,
            RATE,
            before,
            after,
            with.size(),
            after - before,
            (after / before - 1) * 100,
            connections,
            watchers,
            Math.max(0, kept >> 10)));
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
