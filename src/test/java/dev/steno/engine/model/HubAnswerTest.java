package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubAnswerTest {

  private static HubAnswer answer(int status, String header, String value) {
    return new HubAnswer(
        status,
        HttpHeaders.of(Map.of(header, List.of(value)), (name, any) -> true),
        new BodyPieces());
  }

  @ParameterizedTest
  @CsvSource({
    "200, Content-Length, 12, 12",
    "206, Content-Range, bytes 5-11/12, 12",
    "416, Content-Range, bytes */12, 12",
    "206, Content-Range, bytes 5-11/*, ",
    "206, Content-Length, 12, ",
    "206, Content-Range, lines 5-11/12, ",
    "206, Content-Range, bytes 5-11/99999999999999999999, ",
    "404, Content-Length, 12, "
  })
  void theLengthOfTheWholeFileIsRead(int status, String header, String value, Long length) {
    if (length == null) {
      assertThat(answer(status, header, value).wholeLength()).isEmpty();
    } else {
      assertThat(answer(status, header, value).wholeLength()).hasValue(length);
    }
  }

  @Test
  void wherePartsBeginIsRead() {
    assertThat(answer(206, "Content-Range", "bytes 5-11/12").firstByte()).hasValue(5);
    assertThat(answer(206, "Content-Range", "bytes */12").firstByte()).isEmpty();
    assertThat(answer(206, "X", "y").firstByte()).isEmpty();
  }

  @Test
  void onlyAStrongMarkSaysThatAllBytesAreTheSame() {
    assertThat(answer(200, "ETag", "\"abc\"").version()).isEqualTo("\"abc\"");
    assertThat(answer(200, "ETag", "W/\"abc\"").version()).isNull();
    assertThat(answer(200, "X", "y").version()).isNull();
  }

  @Test
  void whenToAskAgainIsReadInSeconds() {
    assertThat(answer(503, "Retry-After", "7").retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "soon", "Fri, 31 Dec 1999 23:59:59 GMT"})
  void whatIsNoNumberOfSecondsIsNotRead(String value) {
    assertThat(answer(503, "Retry-After", value).retryAfter()).isNull();
  }
}
