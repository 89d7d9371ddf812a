package dev.steno.testing.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What was measured at a fixed rate; latencies in milliseconds.
 *
 * @param told events in a second
 * @param delivered messages in a second, to all watchers
 * @param median latency
 * @param p99 the latency that 99 of 100 messages did not exceed
 * @param max the greatest latency
 * @param cpu seconds of the server's processor time for 100,000 delivered messages
 * @param behind how far the telling ran behind its rate at most
 * @param storing median time from an event to its commit, which the latency includes
 */
record Pace(
    double told,
    double delivered,
    double median,
    double p99,
    double max,
    double cpu,
    double behind,
    double storing) {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double MICROS = 1e3;
  private static final double NANOS = 1e6;
  private static final double PER = 100_000;

  /**
   * Measures one run.
   *
   * @param watchers of the tasks, all together
   * @param meanwhile done some times a second while the series is told
   */
  static Pace measure(
      Ground ground, List<String> tasks, Series series, int watchers, Runnable meanwhile) {
    ground.crowd().clear();
    double cpu = ground.server().cpuSeconds();
    long begin = System.nanoTime();
    CompletableFuture<Told> telling = ground.server().telling(tasks, series);
    Waiting.until(
        "the series is told",
        PATIENCE,
        () -> {
          meanwhile.run();
          return telling.isDone();
        });
    Told told = telling.join();
    long last =
        ground.awaitSegments(
            series.to().label() + " at a fixed rate", told.segments() * watchers / tasks.size());
    double seconds = (last - begin) / 1e9;
    double used = ground.server().cpuSeconds() - cpu;
    Seen seen = ground.seen(series.to().label());
    return new Pace(
        series.count() / seconds,
        seen.messages() / seconds,
        seen.median() / MICROS,
        seen.p99() / MICROS,
        seen.max() / MICROS,
        used / seen.messages() * PER,
        told.latestNanos() / NANOS,
        told.storingNanos() / NANOS);
  }

  /** The medians of several, but of the greatest the greatest. */
  static Pace of(List<Pace> runs) {
    return new Pace(
        Medians.of(runs, Pace::told),
        Medians.of(runs, Pace::delivered),
        Medians.of(runs, Pace::median),
        Medians.of(runs, Pace::p99),
        runs.stream().mapToDouble(Pace::max).max().orElse(0),
        Medians.of(runs, Pace::cpu),
        runs.stream().mapToDouble(Pace::behind).max().orElse(0),
        Medians.of(runs, Pace::storing));
  }
}
