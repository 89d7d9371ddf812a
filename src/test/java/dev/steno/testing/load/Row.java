package dev.steno.testing.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows of the main table: so many watchers of so many tasks, first of Steno and the bare loop at a
 * fixed rate, then of all as fast as it goes; in turn, several times.
 */
public final class Row {

  private static final List<String> NO_PACE = List.of("", "", "", "", "", "");

  private final Ground ground;
  private final int watchers;
  private final int rate;
  private final List<String> tasks;
  private final List<String> bareTasks;

  /**
   * A row.
   *
   * @param watchers in total
   * @param tasks how many tasks they watch
   * @param rate events in a second, over all tasks
   */
  public Row(Ground ground, int watchers, int tasks, int rate) {
    this.ground = ground;
    // As many of each task.
    this.watchers = Math.max(1, ground.sizes().watchers(watchers) / tasks) * tasks;
    this.rate = rate;
    this.tasks = ground.server().tasks(tasks);
    this.bareTasks = ground.server().tasks(tasks);
  }

  /** The head of the table. */
  public static void head(Findings findings) {
    findings.head(
        "watchers × tasks",
        "endpoint",
        "messages/s",
        "delivered/s",
        "p50 ms",
        "p99 ms",
        "max ms",
        "CPU s per 100,000",
        "flat out: delivered/s",
        "of the bare loop",
        "of the one that stores",
        "CPU s per 100,000",
        "storing ms");
  }

  /**
   * Measures and writes down.
   *
   * @param warmUp how long each is warmed up, in seconds
   */
  public void measure(int warmUp) {
    ground.join(Audience.STENO, tasks, watchers, "");
    ground.join(Audience.BARE, bareTasks, watchers, "");
    for (Audience audience : Audience.values()) {
      throughput(audience, warmUp);
    }
    Map<Audience, List<Pace>> paces = new EnumMap<>(Audience.class);
    Map<Audience, List<Throughput>> throughputs = new EnumMap<>(Audience.class);
    for (int run = 0; run < ground.sizes().runs(); run++) {
      for (Audience audience : List.of(Audience.BARE, Audience.STENO)) {
        paces.computeIfAbsent(audience, first -> new ArrayList<>()).add(pace(audience));
      }
    }
    for (int run = 0; run < ground.sizes().runs(); run++) {
      for (Audience audience : Audience.values()) {
        throughputs
            .computeIfAbsent(audience, first -> new ArrayList<>())
            .add(throughput(audience, ground.sizes().seconds()));
      }
    }
    ground.leave();
    write(paces, throughputs);
  }

  private Pace pace(Audience audience) {
    Series series = Series.atRate(audience, rate, ground.sizes().seconds());
    return Pace.measure(ground, tasksOf(audience), series, watchers, () -> {});
  }

  private Throughput throughput(Audience audience, int seconds) {
    return Throughput.measure(ground, audience, tasksOf(audience), watchers, seconds);
  }

  private List<String> tasksOf(Audience audience) {
    return audience == Audience.STENO ? tasks : bareTasks;
  }

  private void write(Map<Audience, List<Pace>> paces, Map<Audience, List<Throughput>> throughputs) {
    Map<Audience, Throughput> medians = new EnumMap<>(Audience.class);
    throughputs.forEach((audience, runs) -> medians.put(audience, Throughput.of(runs)));
    Throughput ofBareLoop = medians.get(Audience.BARE);
    double bare = ofBareLoop == null ? Double.NaN : ofBareLoop.delivered();
    throughputs.forEach(
        (audience, runs) -> {
          List<String> cells = new ArrayList<>();
          cells.add(String.format(Locale.ROOT, "%,d × %d", watchers, tasks.size()));
          cells.add(audience.label());
          List<Pace> ofAudience = paces.get(audience);
          cells.addAll(ofAudience == null ? NO_PACE : cells(Pace.of(ofAudience)));
          cells.addAll(cells(Throughput.of(runs), bare));
          ground.findings().row(cells.toArray(String[]::new));
        });
  }

  private static List<String> cells(Pace pace) {
    return List.of(
        number("%,.0f", pace.told()),
        number("%,.0f", pace.delivered()),
        number("%.1f", pace.median()),
        number("%.1f", pace.p99()),
        number("%.1f", pace.max()),
        number("%.2f", pace.cpu()));
  }

  private static List<String> cells(Throughput throughput, double bare) {
    return List.of(
        number("%,.0f", throughput.delivered()),
        number("%.2f", throughput.delivered() / bare),
        number("%.2f", throughput.cpu()),
        throughput.storing() == 0 ? "" : number("%.2f", throughput.storing()));
  }

  private static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
