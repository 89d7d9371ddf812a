package dev.steno.push.message;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;

/** What a client may say. */
public enum ClientMessage {
  /** {@code {"type":"ping"}}: answered with {@code pong}. */
  PING,
  /** A JSON object whose type nobody knows. */
  UNKNOWN,
  /** No JSON object. */
  MALFORMED;

  // Json.createParser would look for the provider with every message.
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  /**
   * Reads a message of a client; never throws.
   *
   * @param text as it came over the socket
   */
  public static ClientMessage parse(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      parser.next();
      JsonObject message = parser.getObject();
      if (parser.hasNext()) {
        return MALFORMED;
      }
      JsonValue type = message.get("type");
      return type != null && type.equals(Json.createValue("ping")) ? PING : UNKNOWN;
    } catch (RuntimeException notAnObject) {
      // Besides the exceptions of JSON-P, parsers throw their own on input nested too deeply.
      return MALFORMED;
    }
  }
}
