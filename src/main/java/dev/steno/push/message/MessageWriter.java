package dev.steno.push.message;

import dev.steno.progress.LoggedEvent;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON of messages. Fields are written by hand with JSON-P, in the order of the contract:
 * some are {@code null} when empty, others are left out, and times change their unit, which a
 * binding by annotations would scatter over the records. Safe for use by many threads.
 */
public final class MessageWriter {

  /** The digits of a probability that mean anything. */
  private static final int PROBABILITY_DIGITS = 4;

  // Json.createGenerator would look for the provider with every message.
  private final JsonGeneratorFactory generators = Json.createGeneratorFactory(Map.of());

  /** The event as it goes to everybody who watches its task. */
  public EncodedMessage encode(LoggedEvent event) {
    ServerMessage message = ServerMessage.of(event);
    return EncodedMessage.of(message, write(message), event.seq());
  }

  /** A message that has no place in the log of a task. */
  public EncodedMessage encode(ServerMessage message) {
    return EncodedMessage.of(message, write(message), 0);
  }

  /** The message as JSON. */
  public String write(ServerMessage message) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = generators.createGenerator(text)) {
      json.writeStartObject();
      json.write("type", message.type());
      writeFields(json, message);
      json.writeEnd();
    }
    return text.toString();
  }

  private static void writeFields(JsonGenerator json, ServerMessage message) {
    if (message instanceof ServerMessage.Progress progress) {
      writeProgress(json, progress);
    } else if (message instanceof ServerMessage.Recognized recognized) {
      writeRecognized(json, recognized);
    } else if (message instanceof ServerMessage.Edited edited) {
      json.write("task_id", edited.taskId());
      json.write("seq", edited.seq());
      json.write("revision", edited.revision());
      json.write("timestamp", time(edited.timestamp()));
    } else if (message instanceof ServerMessage.Failed failed) {
      writeFailed(json, failed);
    } else if (message instanceof ServerMessage.Heartbeat heartbeat) {
      json.write("timestamp", time(heartbeat.timestamp()));
    } else if (message instanceof ServerMessage.Reset reset) {
      json.write("task_id", reset.taskId());
      json.write("seq", reset.seq());
    }
  }

  private static void writeProgress(JsonGenerator json, ServerMessage.Progress progress) {
    json.write("task_id", progress.taskId());
    json.write("stage", progress.stage().wireName());
    json.write("percentage", progress.percentage());
    writeTextOrNull(json, "message", progress.message());
    json.write("timestamp", time(progress.timestamp()));
    json.write("seq", progress.seq());
    json.write("attempt", progress.attempt());
    writeIfKnown(json, "eta_seconds", progress.etaSeconds());
    writeIfKnown(json, "queue_position", progress.queuePosition());
  }

  private static void writeRecognized(JsonGenerator json, ServerMessage.Recognized recognized) {
    Segment segment = recognized.segment();
    json.write("task_id", recognized.taskId());
    json.write("seq", recognized.seq());
    json.write("attempt", recognized.attempt());
    json.write("index", segment.index());
    json.write("start", seconds(segment.startMillis()));
    json.write("end", seconds(segment.endMillis()));
    json.write("text", segment.text());
    json.writeStartArray("words");
    for (Word word : segment.words()) {
      writeWord(json, word);
    }
    json.writeEnd();
    if (segment.speaker() != null) {
      json.write("speaker", segment.speaker());
    }
    if (segment.note() != null) {
      json.write("note", segment.note());
    }
    json.write("timestamp", time(recognized.timestamp()));
  }

  private static void writeWord(JsonGenerator json, Word word) {
    json.writeStartObject();
    json.write("text", word.text());
    json.write("start", seconds(word.startMillis()));
    json.write("end", seconds(word.endMillis()));
    Double probability = word.probability();
    // JSON knows neither NaN nor infinity.
    if (probability != null && Double.isFinite(probability)) {
      json.write("probability", plain(rounded(probability)));
    }
    if (word.estimated()) {
      json.write("estimated", true);
    }
    json.writeEnd();
  }

  private static void writeFailed(JsonGenerator json, ServerMessage.Failed failed) {
    if (failed.taskId() != null) {
      json.write("task_id", failed.taskId());
    }
    json.write("error_code", failed.errorCode());
    writeTextOrNull(json, "user_message", failed.userMessage());
    writeTextOrNull(json, "technical_detail", failed.technicalDetail());
    json.write("timestamp", time(failed.timestamp()));
    if (failed.seq() != null) {
      json.write("seq", failed.seq());
    }
    writeIfKnown(json, "attempt", failed.attempt());
  }

  private static void writeTextOrNull(JsonGenerator json, String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      json.writeNull(name);
    } else {
      json.write(name, text);
    }
  }

  private static void writeIfKnown(JsonGenerator json, String name, @Nullable Integer number) {
    if (number != null) {
      json.write(name, number);
    }
  }

  private static BigDecimal seconds(long millis) {
    return plain(BigDecimal.valueOf(millis, 3));
  }

  private static BigDecimal rounded(double probability) {
    return BigDecimal.valueOf(probability).setScale(PROBABILITY_DIGITS, RoundingMode.HALF_UP);
  }

  /** Without trailing zeros, and never as 1E+1. */
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** To the millisecond, so that a message reads the same live and replayed from any database. */
  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
