package dev.steno.engine.remote;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that others wrote: a field that is missing, {@code null} or of another type counts as
 * not there.
 */
final class JsonFields {

  private JsonFields() {}

  /** The object that these bytes are. */
  static JsonObject read(byte[] body) throws UnreadableAnswerException {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
      return reader.readObject();
    } catch (RuntimeException notJson) {
      // Mostly a JsonException, but what a parser throws at its own limits is its own choice.
      throw new UnreadableAnswerException("the answer is no JSON object");
    }
  }

  /**
   * A text as it may be stored and shown: without control characters, and with nothing that is no
   * character (JSON can hold halves of surrogate pairs). White space at its ends stays.
   */
  static String text(@Nullable JsonValue value) {
    if (!(value instanceof JsonString string)) {
      return "";
    }
    String whole =
        new String(string.getString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return whole.replaceAll("\\p{Cc}", " ");
  }

  /** A number; not a number where there is none. */
  static double number(@Nullable JsonValue value) {
    return value instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
  }

  /** The objects in an array; none where there is no array. */
  static List<JsonObject> objects(@Nullable JsonValue value) {
    return value instanceof JsonArray array
        ? array.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject).toList()
        : List.of();
  }
}
