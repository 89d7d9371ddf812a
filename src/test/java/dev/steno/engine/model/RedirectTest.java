package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

  private static final URI SECURE = URI.create("https://hub.example/a/b?c=d");
  private static final URI PLAIN = URI.create("http://hub.example/a/b");

  @ParameterizedTest
  @CsvSource({
    "https://cdn.example/x?signature=a%2Fb, https://cdn.example/x?signature=a%2Fb",
    "/x/y, https://hub.example/x/y",
    "z, https://hub.example/a/z",
    "//other.example/x, https://other.example/x"
  })
  void anAddressMayBeAbsoluteOrRelative(String location, URI target) {
    assertThat(Redirect.target(SECURE, location)).hasValue(target);
  }

  @Test
  void aSecureConnectionIsNeverLeft() {
    assertThat(Redirect.target(SECURE, "http://hub.example/a/b")).isEmpty();
    assertThat(Redirect.target(PLAIN, "https://hub.example/a/b")).isPresent();
    assertThat(Redirect.target(PLAIN, "http://hub.example/a/b")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "file:///etc/passwd", "ftp://a/b", "a b", "http:", "http:///x"})
  void whatIsNoAddressOnTheWebIsNotFollowed(String location) {
    assertThat(Redirect.target(PLAIN, location)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"301, true", "302, true", "307, true", "308, true", "200, false", "304, false"})
  void onlySomeStatusesSendUsElsewhere(int status, boolean elsewhere) {
    assertThat(Redirect.isOne(status)).isEqualTo(elsewhere);
  }
}
