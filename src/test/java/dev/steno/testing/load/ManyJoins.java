package dev.steno.testing.load;

import java.util.List;
import java.util.Locale;

/** How long it takes until a crowd that comes at once has all that was told before. */
public final class ManyJoins {

  private static final int WATCHERS = 1000;
  private static final int STORY = 300;

  private final Ground ground;

  /** The experiment. */
  public ManyJoins(Ground ground) {
    this.ground = ground;
  }

  /** Measures and writes down. */
  public void measure() {
    int watchers = ground.sizes().watchers(WATCHERS);
    List<String> tasks = ground.server().tasks(1);
    long story = ground.server().tell(tasks, Series.flatOut(Audience.STENO, STORY)).segments();
    ground.crowd().clear();
    double cpu = ground.server().cpuSeconds();
    long begin = System.nanoTime();
    ground.join(Audience.STENO, tasks, watchers, "");
    long last = ground.awaitSegments("many joins", story * watchers);
    double used = ground.server().cpuSeconds() - cpu;
    ground.seen("many joins");
    ground.leave();
    ground.findings().line("");
    ground
        .findings()
        .line(
            String.format(
                Locale.ROOT,
                "%,d joins at once of a task with %d segments: the last one has it all after"
                    + " %.2f s; %.2f CPU s.",
                watchers,
                STORY,
                (last - begin) / 1e9,
                used));
  }
}
