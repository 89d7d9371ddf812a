package dev.steno.testing.load;

import org.HdrHistogram.Histogram;

/**
 * What the watchers of one thread have seen since it was last cleared; times in microseconds. Not
 * for several threads.
 */
final class Tally {

  private static final int DIGITS = 3;
  private static final int FAULTS_TOLD = 5;

  private final Histogram latencies = new Histogram(DIGITS);
  private final Histogram heartbeats = new Histogram(DIGITS);
  private long faults;

  /** A message that carries when it happened. */
  void latency(long micros) {
    latencies.recordValue(Math.max(0, micros));
  }

  /** The time between two heartbeats of one watcher. */
  void heartbeat(long micros) {
    heartbeats.recordValue(micros);
  }

  /** Something that must not be: a message lost, repeated or out of order, a connection lost. */
  void fault(String what) {
    faults++;
    if (faults <= FAULTS_TOLD) {
      System.err.println("load generator: " + what);
    }
  }

  void add(Tally other) {
    latencies.add(other.latencies);
    heartbeats.add(other.heartbeats);
    faults += other.faults;
  }

  void clear() {
    latencies.reset();
    heartbeats.reset();
    faults = 0;
  }

  Seen seen() {
    return new Seen(
        latencies.getTotalCount(),
        latencies.getValueAtPercentile(50),
        latencies.getValueAtPercentile(99),
        latencies.getMaxValue(),
        heartbeats.getTotalCount(),
        heartbeats.getTotalCount() == 0 ? 0 : heartbeats.getMinValue(),
        heartbeats.getMaxValue(),
        faults);
  }
}
