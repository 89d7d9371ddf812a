package dev.steno.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class ProblemJsonTest {

  @Test
  void aProblemHasTheFieldsOfRfc9457AndItsCode() {
    JsonObject json =
        written(new ProblemException(ErrorCode.MEDIA_TOO_LARGE, "Too large. Cut it."), 413);

    assertThat(json.getString("type")).isEqualTo("urn:steno:problem:media_too_large");
    assertThat(json.getString("title")).isEqualTo("Media too large");
    assertThat(json.getInt("status")).isEqualTo(413);
    assertThat(json.getString("detail")).isEqualTo("Too large. Cut it.");
    assertThat(json.getString("code")).isEqualTo("MEDIA_TOO_LARGE");
  }

  @Test
  void theStatusIsTheOneItIsSentWith() {
    JsonObject json = written(new ProblemException(ErrorCode.BAD_REQUEST, "No."), 405);

    assertThat(json.getInt("status")).isEqualTo(405);
  }

  @Test
  void aTechnicalDetailIsToldOnlyWhereThereIsOne() {
    IllegalStateException secret = new IllegalStateException("for the log only");

    assertThat(written(new ProblemException(ErrorCode.INTERNAL, "Oops.", null, secret), 500))
        .containsOnlyKeys("type", "title", "status", "detail", "code");
    assertThat(
            written(new ProblemException(ErrorCode.INTERNAL, "Oops.", "exit 137", secret), 500)
                .getString("technical_detail"))
        .isEqualTo("exit 137");
  }

  @Test
  void theCauseIsNeverTold() {
    ProblemException problem =
        new ProblemException(
            ErrorCode.INTERNAL, "Oops.", "exit 1", new IllegalStateException("for the log only"));

    assertThat(ProblemJson.of(problem, 500)).doesNotContain("for the log only");
  }

  @Test
  void aMessageMayHoldAnyCharacter() {
    String message = "a \"quoted\" \\ line\nwith <tags> and ümläuts";

    assertThat(written(new ProblemException(ErrorCode.INTERNAL, message), 500).getString("detail"))
        .isEqualTo(message);
  }

  private static JsonObject written(ProblemException problem, int status) {
    try (JsonReader reader = Json.createReader(new StringReader(ProblemJson.of(problem, status)))) {
      return reader.readObject();
    }
  }
}
