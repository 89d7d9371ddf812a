package dev.steno.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginCheckTest {

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void readingIsHarmlessFromAnywhere(String method) {
    assertThat(
            OriginCheck.reasonToRefuse(
                method,
                Headers.of(
                    "Host", "localhost",
                    "Origin", "https://evil.example",
                    "Sec-Fetch-Site", "cross-site")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "PROPFIND", "get"})
  void anythingElseFromAForeignPageIsRefused(String method) {
    assertThat(
            OriginCheck.reasonToRefuse(
                method, Headers.of("Host", "localhost:8080", "Origin", "https://evil.example")))
        .hasValueSatisfying(reason -> assertThat(reason).contains("another site"));
    assertThat(
            OriginCheck.reasonToRefuse(
                method, Headers.of("Host", "localhost:8080", "Sec-Fetch-Site", "cross-site")))
        .isPresent();
  }

  @Test
  void aProgramThatIsNoBrowserIsNotConcerned() {
    assertThat(OriginCheck.reasonToRefuse("POST", Headers.of("Host", "localhost:8080"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, localhost:8080",
    "http://LocalHost:8080, localhost:8080",
    "http://localhost, localhost",
    "http://localhost, localhost:80",
    "http://localhost:80, localhost",
    "http://[::1]:8080, [::1]:8080",
    "http://[::1], [::1]:80",
    "http://127.0.0.1:8080, 127.0.0.1:8080"
  })
  void theOwnPageMayPost(String origin, String host) {
    assertThat(
            OriginCheck.reasonToRefuse(
                "POST",
                Headers.of("Host", host, "Origin", origin, "Sec-Fetch-Site", "same-origin")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://steno.example, steno.example",
    "https://steno.example, steno.example:443",
    "https://steno.example:8443, steno.example:8443"
  })
  void theOwnPageMayPostBehindAProxyThatSpeaksHttps(String origin, String host) {
    assertThat(OriginCheck.reasonToRefuse("POST", Headers.of("Host", host, "Origin", origin)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:3000, localhost:8080",
    "http://localhost, localhost:8080",
    "http://localhost:8080, localhost",
    "https://steno.example, steno.example:80",
    "http://127.0.0.1:8080, localhost:8080",
    "http://[::2]:8080, [::1]:8080",
    "http://localhost.evil.example, localhost",
    "http://evil.example, localhost",
    "null, localhost",
    "file://, localhost",
    "not an origin, localhost",
    "http://localhost, not a host"
  })
  void aPageOfAnotherHostOrPortMayNot(String origin, String host) {
    assertThat(OriginCheck.reasonToRefuse("POST", Headers.of("Host", host, "Origin", origin)))
        .isPresent();
  }

  @Test
  void anOriginWithoutAHostToCompareItWithIsRefused() {
    assertThat(OriginCheck.reasonToRefuse("POST", Headers.of("Origin", "http://localhost")))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none", "Same-Origin"})
  void whatABrowserCallsItsOwnMayPost(String site) {
    assertThat(
            OriginCheck.reasonToRefuse(
                "POST", Headers.of("Host", "localhost", "Sec-Fetch-Site", site)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "anything"})
  void whatABrowserCallsForeignMayNotWhateverItsOrigin(String site) {
    assertThat(
            OriginCheck.reasonToRefuse(
                "POST",
                Headers.of(
                    "Host", "localhost", "Origin", "http://localhost", "Sec-Fetch-Site", site)))
        .isPresent();
  }

  @Test
  void aForeignOriginIsNotExcusedByWhatTheBrowserCallsTheSite() {
    assertThat(
            OriginCheck.reasonToRefuse(
                "POST",
                Headers.of(
                    "Host", "localhost",
                    "Origin", "http://evil.example",
                    "Sec-Fetch-Site", "none")))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "WebSocket", "h2c, websocket"})
  void aForeignPageMayNotOpenAWebSocketAlthoughItAsksWithGet(String upgrade) {
    assertThat(
            OriginCheck.reasonToRefuse(
                "GET",
                Headers.of(
                    "Host", "localhost", "Upgrade", upgrade, "Origin", "http://evil.example")))
        .isPresent();
  }

  @Test
  void theOwnPageAndProgramsMayOpenAWebSocket() {
    assertThat(
            OriginCheck.reasonToRefuse(
                "GET",
                Headers.of(
                    "Host", "localhost:8080",
                    "Upgrade", "websocket",
                    "Origin", "http://localhost:8080")))
        .isEmpty();
    assertThat(
            OriginCheck.reasonToRefuse(
                "GET", Headers.of("Host", "localhost:8080", "Upgrade", "websocket")))
        .isEmpty();
  }
}
