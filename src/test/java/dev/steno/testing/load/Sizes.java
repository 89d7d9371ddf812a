package dev.steno.testing.load;

/**
 * How large the benchmark is. Each is a system property with a default; small ones make a quick run
 * that shows whether it works, and no figures.
 *
 * @param share {@code push.share}: percentage of the watchers of every row; 100
 * @param seconds {@code push.seconds}: how long one measurement goes on; 4
 * @param warmUp {@code push.warmup}: how long the server is warmed up for each of those compared,
 *     in seconds; 8
 * @param runs {@code push.runs}: measurements of which the median is taken; 3
 * @param stalledRuns {@code push.stalled.runs}: the same, where one watcher stops reading; 5
 * @param idle {@code push.idle}: how many idle watchers; 10,000
 * @param heartbeats {@code push.heartbeats}: how many heartbeats the idle ones are watched for; 4
 */
public record Sizes(
    int share, int seconds, int warmUp, int runs, int stalledRuns, int idle, int heartbeats) {

  private static final int PERCENT = 100;

  /** As the system properties have them. */
  public static Sizes given() {
    return new Sizes(
        Integer.getInteger("push.share", PERCENT),
        Integer.getInteger("push.seconds", 4),
        Integer.getInteger("push.warmup", 8),
        Integer.getInteger("push.runs", 3),
        Integer.getInteger("push.stalled.runs", 5),
        Integer.getInteger("push.idle", 10_000),
        Integer.getInteger("push.heartbeats", 4));
  }

  /** The share of so many watchers. */
  public int watchers(int all) {
    return Math.max(1, all * share / PERCENT);
  }
}
