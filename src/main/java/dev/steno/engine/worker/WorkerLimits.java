package dev.steno.engine.worker;

import java.time.Duration;

/**
 * The settings of a pool, the same for every engine in it.
 *
 * @param size how many workers there may be
 * @param recycleAfter the chunks after which one is replaced
 * @param startTime how long one may take to load its engine
 * @param chunkTime how long a chunk may take, whatever its length
 * @param chunkFactor how much longer for each second of audio, in seconds
 * @param firstPause how long after a failed start the next may follow; doubled by each further one
 * @param longestPause where that doubling ends
 */
public record WorkerLimits(
    int size,
    int recycleAfter,
    Duration startTime,
    Duration chunkTime,
    int chunkFactor,
    Duration firstPause,
    Duration longestPause) {

  /** Refuses what makes no sense. */
  public WorkerLimits {
    if (size < 1 || recycleAfter < 1 || chunkFactor < 0) {
      throw new IllegalArgumentException("limits of workers must be positive");
    }
  }

  /**
   * The usual times: two minutes to load (3 to 7 s on an idle machine), 30 s and 20 times the audio
   * for a chunk (CMU Sphinx takes two thirds of its length), half a second to half a minute between
   * failed starts.
   */
  public static WorkerLimits of(int size, int recycleAfter) {
    return new WorkerLimits(
        size,
        recycleAfter,
        Duration.ofMinutes(2),
        Duration.ofSeconds(30),
        20,
        Duration.ofMillis(500),
        Duration.ofSeconds(30));
  }

  /** How long a chunk of so many milliseconds may take. */
  Duration chunkTime(long millis) {
    return chunkTime.plusMillis(millis * chunkFactor);
  }
}
