package dev.steno.testing.load;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What all watchers have seen; times in microseconds.
 *
 * @param messages how many messages of tasks arrived
 * @param median latency
 * @param p99 the latency that 99 of 100 messages did not exceed
 * @param max the greatest latency
 * @param heartbeats how many times between two heartbeats were measured
 * @param shortestHeartbeat the shortest of them
 * @param longestHeartbeat the longest
 * @param faults messages lost, repeated or out of order, and connections lost
 */
public record Seen(
    long messages,
    long median,
    long p99,
    long max,
    long heartbeats,
    long shortestHeartbeat,
    long longestHeartbeat,
    long faults) {

  /** For the way to the benchmark. */
  String line() {
    return LongStream.of(
            messages, median, p99, max, heartbeats, shortestHeartbeat, longestHeartbeat, faults)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  /** Reads what {@link #line} wrote. */
  static Seen parse(String line) {
    long[] n = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new Seen(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
  }
}
