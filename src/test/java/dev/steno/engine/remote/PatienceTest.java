package dev.steno.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {

  private static final RandomGenerator RANDOM = new Random(5);

  private final Patience patience =
      new Patience(9, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(60));

  @Test
  void thePauseDoublesUpToItsLimitAndHalfOfItIsRandom() {
    long[] whole = {100, 200, 400, 500, 500, 500};
    for (int failures = 1; failures <= whole.length; failures++) {
      long millis = whole[failures - 1];
      for (int i = 0; i < 100; i++) {
        assertThat(patience.pause(failures, Duration.ZERO, RANDOM))
            .isBetween(Duration.ofMillis(millis / 2), Duration.ofMillis(millis));
      }
    }
    assertThat(patience.pause(1, Duration.ZERO, RANDOM))
        .isNotEqualTo(patience.pause(1, Duration.ZERO, RANDOM));
  }

  @Test
  void whatTheServerAsksForIsHonouredUpToALimit() {
    assertThat(patience.pause(1, Duration.ofSeconds(7), RANDOM))
        .isBetween(Duration.ofMillis(7_050), Duration.ofMillis(7_100));
    assertThat(patience.pause(1, Duration.ofDays(7), RANDOM))
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
  }

  @ParameterizedTest
  @CsvSource({
    "120, 120",
    "' 3 ', 3",
    "'Mon, 01 Jun 2026 12:00:30 GMT', 30",
    "'Mon, 01 Jun 2026 11:00:00 GMT', 0",
    "soon, 0",
    "-5, 0",
    "99999999999999999999, 0",
    "'', 0"
  })
  void aPauseIsAskedForInSecondsOrByADate(String value, long seconds) {
    Clock clock = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    HttpHeaders headers =
        HttpHeaders.of(Map.of("retry-after", List.of(value)), (name, any) -> true);

    assertThat(Patience.asked(headers, clock)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503, 529})
  void someRefusalsMayPass(int status) {
    assertThat(Patience.mayPass(status)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 307, 400, 401, 404, 413, 422})
  void othersStay(int status) {
    assertThat(Patience.mayPass(status)).isFalse();
  }
}
