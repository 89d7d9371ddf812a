package dev.steno.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteServerTest {

  @ParameterizedTest
  @CsvSource({
    "http://gpu:8000, http://gpu:8000/v1/audio/transcriptions",
    "http://gpu:8000/, http://gpu:8000/v1/audio/transcriptions",
    "' HTTPS://api.openai.com/v1 ', https://api.openai.com/v1/audio/transcriptions",
    "https://api.groq.com/openai/v1//, https://api.groq.com/openai/v1/audio/transcriptions",
    "http://[::1]:9/speech, http://[::1]:9/speech/v1/audio/transcriptions"
  })
  void theVersionOfTheProtocolMayBeLeftOut(String url, String address) {
    assertThat(server(url).address(Endpoint.TRANSCRIPTIONS)).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpu:8000/hidden",
        "ftp://gpu/hidden",
        "http://user:hidden@gpu/v1",
        "http://hidden@gpu",
        "http://my_gpu/hidden",
        "http:///hidden",
        "http://gpu/v1?key=hidden",
        "http://gpu/v1#hidden",
        "http://user:hid den@gpu",
        "hidden"
      })
  void whatCannotBeUsedIsRefusedWithoutBeingRepeated(String url) {
    assertThatThrownBy(() -> server(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STENO_REMOTE_URL")
        .hasMessageNotContaining("hid")
        .hasNoCause();
  }

  @Test
  void theKeyIsNotShown() {
    RemoteServer server =
        RemoteServer.of("http://gpu", "sk-hidden-1234", "large", 2, Duration.ofSeconds(3));

    assertThat(server).hasToString("http://gpu/v1 with the model large");
  }

  private static RemoteServer server(String url) {
    return RemoteServer.of(url, "", "m", 1, Duration.ofSeconds(1));
  }
}
