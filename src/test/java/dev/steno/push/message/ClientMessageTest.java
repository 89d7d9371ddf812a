package dev.steno.push.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageTest {

  @Test
  void aPingIsAPing() {
    assertThat(ClientMessage.parse(" {\"id\": 1, \"type\": \"ping\"} "))
        .isEqualTo(ClientMessage.PING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"type\":null}", "{\"type\":\"PING\"}", "{\"type\":{}}"})
  void anotherTypeIsUnknown(String text) {
    assertThat(ClientMessage.parse(text)).isEqualTo(ClientMessage.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ping", "[]", "\"ping\"", "{\"type\":", "null", "\u0000"})
  void whatIsNoObjectIsMalformed(String text) {
    assertThat(ClientMessage.parse(text)).isEqualTo(ClientMessage.MALFORMED);
  }

  @Test
  void twoObjectsAreNoMessage() {
    assertThat(ClientMessage.parse("{\"type\":\"ping\"} {\"type\":\"ping\"}"))
        .isEqualTo(ClientMessage.MALFORMED);
    assertThat(ClientMessage.parse("{\"type\":\"ping\"} x")).isEqualTo(ClientMessage.MALFORMED);
  }

  @Test
  void deepNestingIsMalformed() {
    assertThat(ClientMessage.parse("[".repeat(4096))).isEqualTo(ClientMessage.MALFORMED);
    assertThat(ClientMessage.parse("{\"a\":".repeat(800))).isEqualTo(ClientMessage.MALFORMED);
  }
}
