package dev.steno.engine.remote;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.random.RandomGenerator;

/**
 * How often and when to try again. The pause doubles with every failure; half of it is random
 * ("equal jitter" of the AWS Architecture Blog, Exponential Backoff And Jitter, 2015), so that
 * those who were refused together do not come back together. What the server asks for in {@code
 * Retry-After} is honoured, up to a limit.
 *
 * @param tries how often altogether, at least 1
 * @param first the pause after the first failure
 * @param longest the longest pause of our own
 * @param longestAsked the longest pause a server may ask for
 */
record Patience(int tries, Duration first, Duration longest, Duration longestAsked) {

  /** Up to half a minute, for a server that restarts; a minute a time for one that asks for it. */
  static final Patience USUAL =
      new Patience(6, Duration.ofSeconds(1), Duration.ofSeconds(16), Duration.ofSeconds(60));

  private static final String RETRY_AFTER = "Retry-After";
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;

  /** Whether what this HTTP status says may have passed with the next try. */
  static boolean mayPass(int status) {
    return status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS;
  }

  /**
   * How long to wait after a failure.
   *
   * @param failures how many there were, at least 1
   * @param asked what the server asks for; zero for nothing
   */
  Duration pause(int failures, Duration asked, RandomGenerator random) {
    long nanos = first.toNanos();
    for (int i = 1; i < failures && nanos < longest.toNanos(); i++) {
      nanos *= 2;
    }
    nanos = Math.min(nanos, longest.toNanos());
    Duration own = Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
    Duration honoured = asked.compareTo(longestAsked) > 0 ? longestAsked : asked;
    return honoured.isZero() ? own : honoured.plus(own);
  }

  /**
   * What the server asks for: seconds or a date (RFC 9110, 10.2.3).
   *
   * @return zero where it asks for nothing that can be understood
   */
  static Duration asked(HttpHeaders headers, Clock clock) {
    String value = headers.firstValue(RETRY_AFTER).orElse("").strip();
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(clock.instant(), then);
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeParseException neither) {
      return Duration.ZERO;
    }
  }
}
