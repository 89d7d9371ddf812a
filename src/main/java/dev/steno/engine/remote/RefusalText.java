package dev.steno.engine.remote;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the other server says of a refusal. Servers differ: OpenAI's {@code {"error": {"message",
 * "code"}}}, whisper.cpp's {@code {"error": "…"}}, FastAPI's {@code {"detail": "…"}} and {@code
 * {"detail": [{"msg": "…"}]}}, vLLM's older {@code {"message": "…"}}.
 *
 * @param message its sentence; empty where there is none
 * @param code its stable code; empty where there is none
 */
record RefusalText(String message, String code) {

  private static final RefusalText NONE = new RefusalText("", "");
  private static final List<String> MESSAGES = List.of("error", "detail", "message", "msg");

  /** Reads the body of a refusal, which may be anything. */
  static RefusalText of(byte[] body) {
    try {
      JsonObject json = JsonFields.read(body);
      return new RefusalText(
          message(json),
          JsonFields.text(
              json.get("error") instanceof JsonObject error ? error.get("code") : null));
    } catch (UnreadableAnswerException page) {
      // A page of a proxy, for example. Its status says enough.
      return NONE;
    }
  }

  private static String message(@Nullable JsonValue value) {
    if (value instanceof JsonObject object) {
      return MESSAGES.stream()
          .filter(object::containsKey)
          .findFirst()
          .map(name -> message(object.get(name)))
          .orElse("");
    }
    if (value instanceof JsonArray array) {
      return array.isEmpty() ? "" : message(array.get(0));
    }
    return JsonFields.text(value);
  }
}
