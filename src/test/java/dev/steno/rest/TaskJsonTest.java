package dev.steno.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.progress.Stage;
import dev.steno.task.Task;
import dev.steno.task.Wishes;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TaskJsonTest {

  private static final Instant CREATED = Instant.parse("2024-01-01T10:00:00Z");

  private final Task task = Task.uploading("5f0c", "talk.wav", "n1", CREATED);

  @Test
  void whatIsNotKnownYetIsLeftOut() {
    assertThat(written())
        .isEqualTo(
            json(
                """
                {"id": "5f0c", "status": "uploading", "stage": "uploading", "percentage": 0,
                 "file_name": "talk.wav", "size": 0, "attempt": 0,
                 "created_at": "2024-01-01T10:00:00Z", "warnings": []}
                """));
  }

  @Test
  void aCompletedTaskHasEverythingButAnError() {
    run();
    task.warn("The words are guessed.");
    task.complete(CREATED.plusMillis(3_500));

    assertThat(written())
        .isEqualTo(
            json(
                """
                {"id": "5f0c", "status": "completed", "stage": "complete", "percentage": 100,
                 "file_name": "talk.wav", "size": 1234, "media_type": "audio/wav",
                 "duration_seconds": 61.200, "language": "en", "engine": "sphinx",
                 "model": "en-us", "attempt": 1, "created_at": "2024-01-01T10:00:00Z",
                 "started_at": "2024-01-01T10:00:02Z",
                 "finished_at": "2024-01-01T10:00:03.500Z",
                 "warnings": ["The words are guessed."]}
                """));
  }

  @Test
  void aTranslationIsToldOnlyWhereItIsOne() {
    task.enqueue(1, new Wishes(null, null, null, null, true), CREATED);
    assertThat(written().getBoolean("translate")).isTrue();
    assertThat(written().containsKey("language")).as("known later").isFalse();
  }

  @Test
  void anErrorIsAnObjectOfItsOwn() {
    run();
    task.advance(Stage.ALIGNING, 90);
    task.fail(
        new ProblemException(ErrorCode.ENGINE_CRASHED, "It broke.", "exit 137", null),
        CREATED.plusSeconds(3));

    JsonObject written = written();

    assertThat(written.getString("status")).isEqualTo("failed");
    assertThat(written.getString("stage")).isEqualTo("aligning");
    assertThat(written.getInt("percentage")).isEqualTo(90);
    assertThat(written.getJsonObject("error"))
        .isEqualTo(
            json(
                """
                {"error_code": "ENGINE_CRASHED", "user_message": "It broke.",
                 "technical_detail": "exit 137"}
                """));
  }

  @Test
  void anErrorWithoutATechnicalDetailHasNone() {
    task.cancel(new ProblemException(ErrorCode.CANCELLED, "Cancelled."), CREATED.plusSeconds(3));

    assertThat(written().getJsonObject("error"))
        .isEqualTo(
            json(
                """
                {"error_code": "CANCELLED", "user_message": "Cancelled."}
                """));
  }

  private void run() {
    task.enqueue(1234, Wishes.NONE, CREATED.plusSeconds(1));
    task.start("n1", CREATED.plusSeconds(2));
    task.describeMedia("audio/wav", 61_200);
    task.recognizeWith("sphinx", "en-us", "en");
  }

  private JsonObject written() {
    return json(TaskJson.of(task).build().toString());
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
