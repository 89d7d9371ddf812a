package dev.steno.testing.load;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What was measured as fast as it goes: batch after batch, each told when the one before has
 * arrived, so that neither queues without a bound nor limits of an outbox decide.
 *
 * @param delivered messages in a second, to all watchers
 * @param cpu seconds of the server's processor time for 100,000 delivered messages
 * @param crowdCpu share of one processor that the load generator took meanwhile
 * @param storing median time from an event to its commit, in milliseconds
 * @param failures sends of the bare loop that failed
 */
record Throughput(double delivered, double cpu, double crowdCpu, double storing, long failures) {

  /** Messages to all watchers together in one batch. */
  private static final int BATCH = 50_000;

  private static final int TOLD = 1000;
  private static final int OF_ONE_TASK = 100;

  private static final double PER = 100_000;

  /**
   * Measures one run.
   *
   * @param seconds how long it takes at least; a batch that was begun is finished
   */
  static Throughput measure(
      Ground ground, Audience audience, List<String> tasks, int watchers, int seconds) {
    int watchersOfOne = watchers / tasks.size();
    // At most a fifth of what an outbox holds, at least one to each task.
    int perTask = Math.min(OF_ONE_TASK, Math.min(BATCH / watchers, TOLD / tasks.size()));
    Series series = Series.flatOut(audience, Math.max(1, perTask) * tasks.size());
    ground.crowd().clear();
    double cpu = ground.server().cpuSeconds();
    double crowdCpu = ground.crowd().cpuSeconds();
    long begin = System.nanoTime();
    long now = begin;
    long delivered = 0;
    Told told;
    do {
      told = ground.server().tell(tasks, series);
      delivered += told.segments() * watchersOfOne;
      now = ground.awaitSegments(audience.label() + " flat out", delivered);
    } while (now - begin < TimeUnit.SECONDS.toNanos(seconds)
        && ground.findings().problems().isEmpty());
    double took = (now - begin) / 1e9;
    double used = ground.server().cpuSeconds() - cpu;
    double usedByCrowd = ground.crowd().cpuSeconds() - crowdCpu;
    ground.seen(audience.label());
    return new Throughput(
        delivered / took,
        used / delivered * PER,
        usedByCrowd / took,
        told.storingNanos() / 1e6,
        told.failures());
  }

  /** The medians of several. */
  static Throughput of(List<Throughput> runs) {
    return new Throughput(
        Medians.of(runs, Throughput::delivered),
        Medians.of(runs, Throughput::cpu),
        Medians.of(runs, Throughput::crowdCpu),
        Medians.of(runs, Throughput::storing),
        runs.stream().mapToLong(Throughput::failures).max().orElse(0));
  }
}
