package dev.steno.progress;

import dev.steno.progress.ProgressEvent.Advanced;
import dev.steno.progress.ProgressEvent.Edited;
import dev.steno.progress.ProgressEvent.Failed;
import dev.steno.progress.ProgressEvent.Recognized;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as they lie in the database: a kind and a JSON text. Not the wire format, which may change
 * while stored events stay readable: times are whole milliseconds here.
 */
final class EventCodec {

  /** The kind of {@link Advanced}, of which the log keeps only the newest. */
  static final String PROGRESS = "progress";

  static final String SEGMENT = "segment";
  static final String ERROR = "error";
  static final String EDITED = "edited";

  private EventCodec() {}

  static String kind(ProgressEvent event) {
    if (event instanceof Advanced) {
      return PROGRESS;
    } else if (event instanceof Recognized) {
      return SEGMENT;
    } else if (event instanceof Failed) {
      return ERROR;
    }
    return EDITED;
  }

  static String body(ProgressEvent event) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    if (event instanceof Advanced advanced) {
      json.add("stage", advanced.stage().name())
          .add("percentage", advanced.percentage())
          .add("message", advanced.message());
      addIfKnown(json, "eta", advanced.etaSeconds());
      addIfKnown(json, "position", advanced.queuePosition());
    } else if (event instanceof Recognized recognized) {
      addSegment(json, recognized.segment());
    } else if (event instanceof Failed failed) {
      json.add("code", failed.errorCode()).add("message", failed.userMessage());
      if (failed.technicalDetail() != null) {
        json.add("detail", failed.technicalDetail());
      }
    } else if (event instanceof Edited edited) {
      json.add("revision", edited.revision());
    }
    return json.build().toString();
  }

  static ProgressEvent event(String kind, String body) {
    JsonObject json;
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      json = reader.readObject();
    }
    return switch (kind) {
      case PROGRESS ->
          new Advanced(
              Stage.valueOf(json.getString("stage")),
              json.getInt("percentage"),
              json.getString("message"),
              number(json, "eta"),
              number(json, "position"));
      case SEGMENT -> new Recognized(segment(json));
      case ERROR ->
          new Failed(
              json.getString("code"), json.getString("message"), json.getString("detail", null));
      case EDITED -> new Edited(json.getInt("revision"));
      default -> throw new IllegalStateException("the log holds an event of kind " + kind);
    };
  }

  private static void addSegment(JsonObjectBuilder json, Segment segment) {
    JsonArrayBuilder words = Json.createArrayBuilder();
    for (Word word : segment.words()) {
      JsonObjectBuilder one =
          Json.createObjectBuilder()
              .add("text", word.text())
              .add("start", word.startMillis())
              .add("end", word.endMillis());
      Double probability = word.probability();
      if (probability != null) {
        one.add("probability", probability);
      }
      if (word.estimated()) {
        one.add("estimated", true);
      }
      words.add(one);
    }
    json.add("index", segment.index())
        .add("start", segment.startMillis())
        .add("end", segment.endMillis())
        .add("text", segment.text())
        .add("words", words);
    if (segment.speaker() != null) {
      json.add("speaker", segment.speaker());
    }
    if (segment.note() != null) {
      json.add("note", segment.note());
    }
  }

  private static Segment segment(JsonObject json) {
    List<Word> words =
        json.getJsonArray("words").getValuesAs(JsonObject.class).stream()
            .map(EventCodec::word)
            .toList();
    return new Segment(
        json.getInt("index"),
        json.getJsonNumber("start").longValue(),
        json.getJsonNumber("end").longValue(),
        json.getString("text"),
        words,
        json.getString("speaker", null),
        json.getString("note", null));
  }

  private static Word word(JsonObject json) {
    JsonNumber probability = json.getJsonNumber("probability");
    return new Word(
        json.getString("text"),
        json.getJsonNumber("start").longValue(),
        json.getJsonNumber("end").longValue(),
        probability == null ? null : probability.doubleValue(),
        json.getBoolean("estimated", false));
  }

  private static void addIfKnown(JsonObjectBuilder json, String key, @Nullable Integer value) {
    if (value != null) {
      json.add(key, value);
    }
  }

  private static @Nullable Integer number(JsonObject json, String key) {
    return json.containsKey(key) ? json.getInt(key) : null;
  }
}
