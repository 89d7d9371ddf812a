package dev.steno.export;

import dev.steno.transcript.Speaker;
import dev.steno.transcript.Transcript;
import dev.steno.transcript.Turn;
import dev.steno.transcript.Word;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Writes everything that is known of a transcript; times in seconds. */
final class JsonTranscript {

  private JsonTranscript() {}

  static String write(Transcript transcript) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("task_id", transcript.taskId())
            .add("revision", transcript.revision());
    addText(json, "language", transcript.language());
    addText(json, "engine", transcript.engine());
    addText(json, "model", transcript.model());
    Long duration = transcript.durationMillis();
    if (duration == null) {
      json.addNull("duration_seconds");
    } else {
      json.add("duration_seconds", seconds(duration));
    }
    json.add("warnings", Json.createArrayBuilder(transcript.warnings()));
    JsonArrayBuilder speakers = Json.createArrayBuilder();
    for (Speaker speaker : transcript.speakers()) {
      speakers.add(Json.createObjectBuilder().add("id", speaker.id()).add("name", speaker.name()));
    }
    JsonArrayBuilder turns = Json.createArrayBuilder();
    transcript.turns().forEach(turn -> turns.add(turn(turn)));
    return json.add("speakers", speakers).add("turns", turns).build().toString();
  }

  private static JsonObjectBuilder turn(Turn turn) {
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("id", turn.id()).add("revision", turn.revision());
    addText(json, "speaker", turn.speaker());
    JsonArrayBuilder words = Json.createArrayBuilder();
    turn.words().forEach(word -> words.add(word(word)));
    json.add("start", seconds(turn.startMillis()))
        .add("end", seconds(turn.endMillis()))
        .add("words", words);
    String note = turn.note();
    if (note != null) {
      json.add("note", note);
    }
    return json;
  }

  private static JsonObjectBuilder word(Word word) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("text", word.text())
            .add("start", seconds(word.startMillis()))
            .add("end", seconds(word.endMillis()));
    Double probability = word.probability();
    if (probability != null) {
      json.add("probability", probability);
    }
    if (word.estimated()) {
      json.add("estimated", true);
    }
    return json;
  }

  private static BigDecimal seconds(long millis) {
    return BigDecimal.valueOf(millis, 3);
  }

  private static void addText(JsonObjectBuilder json, String key, @Nullable String value) {
    if (value == null) {
      json.addNull(key);
    } else {
      json.add(key, value);
    }
  }
}
