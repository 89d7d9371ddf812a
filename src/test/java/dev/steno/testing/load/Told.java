package dev.steno.testing.load;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What became of a series.
 *
 * @param segments how many segments were told, over all tasks
 * @param nanos how long the telling took
 * @param latestNanos how far it ran behind its rate at most
 * @param storingNanos median time from an event to its commit; 0 where nothing was stored
 * @param lastSeq the number of the last event that was stored, 0 where none was
 * @param failures sends of the bare loop that failed since the server started
 */
public record Told(
    long segments, long nanos, long latestNanos, long storingNanos, long lastSeq, long failures) {

  /** For the way from the server to the benchmark. */
  String line() {
    return LongStream.of(segments, nanos, latestNanos, storingNanos, lastSeq, failures)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  /** Reads what {@link #line} wrote. */
  static Told parse(String line) {
    long[] numbers =
        Arrays.stream(line.strip().split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new Told(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
  }
}
