package dev.steno.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\": {\"message\": \"no\", \"type\": \"x\"}} | no",
        "{\"error\": \"no\"} | no",
        "{\"detail\": \"no\"} | no",
        "{\"detail\": [{\"loc\": [\"body\", 0], \"msg\": \"no\"}]} | no",
        "{\"object\": \"error\", \"message\": \"no\", \"code\": 40001} | no",
        "{\"error\": null} | ''",
        "{\"detail\": []} | ''",
        "{\"error\": {}} | ''",
        "<html>Bad gateway</html> | ''",
        "'' | ''"
      })
  void serversSayWhyInManyWays(String body, String message) {
    assertThat(of(body).message()).isEqualTo(message);
  }

  @Test
  void theCodeIsOpenAis() {
    assertThat(of("{\"error\": {\"code\": \"model_not_found\"}}").code())
        .isEqualTo("model_not_found");
    assertThat(of("{\"error\": {\"code\": 404}, \"code\": \"x\"}").code()).isEmpty();
  }

  private static RefusalText of(String body) {
    return RefusalText.of(body.getBytes(StandardCharsets.UTF_8));
  }
}
