package dev.steno.rest;

import dev.steno.task.Task;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tasks as JSON. What is not known yet is left out. */
final class TaskJson {

  private TaskJson() {}

  static JsonObjectBuilder of(Task task) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", task.id())
            .add("status", task.status().wireName())
            .add("stage", task.stage().wireName())
            .add("percentage", task.percentage())
            .add("file_name", task.fileName())
            .add("size", task.mediaSize());
    add(json, "media_type", task.mediaType());
    Long duration = task.durationMillis();
    if (duration != null) {
      json.add("duration_seconds", BigDecimal.valueOf(duration, 3));
    }
    add(json, "language", task.language());
    if (task.wishes().translate()) {
      json.add("translate", true);
    }
    add(json, "engine", task.engine());
    add(json, "model", task.model());
    json.add("attempt", task.attempt());
    add(json, "created_at", task.createdAt());
    add(json, "started_at", task.startedAt());
    add(json, "finished_at", task.finishedAt());
    json.add("warnings", Json.createArrayBuilder(task.warnings()));
    String errorCode = task.errorCode();
    if (errorCode != null) {
      JsonObjectBuilder error = Json.createObjectBuilder().add("error_code", errorCode);
      add(error, "user_message", task.errorMessage());
      add(error, "technical_detail", task.errorDetail());
      json.add("error", error);
    }
    return json;
  }

  private static void add(JsonObjectBuilder json, String key, @Nullable String value) {
    if (value != null) {
      json.add(key, value);
    }
  }

  private static void add(JsonObjectBuilder json, String key, @Nullable Instant value) {
    if (value != null) {
      json.add(key, value.toString());
    }
  }
}
