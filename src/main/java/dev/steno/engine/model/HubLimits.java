package dev.steno.engine.model;

import java.time.Duration;

/**
 * How patient a download is.
 *
 * @param connect how long making a connection may take
 * @param stall how long nothing may come on a connection
 * @param firstPause after the first failure; after each further one twice as long
 * @param longestPause never longer than this; a hub that asks for more is not waited for
 * @param attempts how many failures in a row end it
 */
public record HubLimits(
    Duration connect, Duration stall, Duration firstPause, Duration longestPause, int attempts) {

  /** The limits of a server: a hub may be restarted without anybody noticing, about a minute. */
  public static final HubLimits PATIENT =
      new HubLimits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          6);

  /** How long to wait after so many failures in a row. */
  Duration pauseAfter(int failures) {
    Duration pause = firstPause;
    for (int i = 1; i < failures && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
