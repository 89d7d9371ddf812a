package dev.steno.engine.remote;

import dev.steno.engine.remote.Heard.Segment;
import dev.steno.engine.remote.Heard.Word;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a transcription: OpenAI's {@code verbose_json} as OpenAI, faster-whisper's
 * servers, whisper.cpp and vLLM write it, or {@code json}, which is no more than the text. Fields:
 * OpenAI's API reference, "The transcription object (Verbose JSON)".
 */
final class AnswerReader {

  private static final double MILLIS = 1000;

  /** Far beyond every chunk; later times are nonsense. */
  private static final long LATEST_MILLIS = 86_400_000;

  private AnswerReader() {}

  /** What was heard. */
  static Heard read(byte[] body) throws UnreadableAnswerException {
    JsonObject json = JsonFields.read(body);
    if (!json.containsKey("text") && !json.containsKey("segments")) {
      throw new UnreadableAnswerException("the answer has neither text nor segments");
    }
    List<Segment> segments =
        JsonFields.objects(json.get("segments")).stream().map(AnswerReader::segment).toList();
    return new Heard(
        JsonFields.text(json.get("text")),
        language(json),
        segments.stream().allMatch(AnswerReader::isTimed) ? segments : List.of(),
        words(json));
  }

  /** whisper.cpp says under {@code language} what it was told, and hears on its own. */
  private static String language(JsonObject json) {
    String detected = JsonFields.text(json.get("detected_language"));
    return detected.isBlank() ? JsonFields.text(json.get("language")) : detected;
  }

  private static Segment segment(JsonObject json) {
    return new Segment(
        millis(json.get("start")),
        millis(json.get("end")),
        JsonFields.text(json.get("text")),
        words(json),
        JsonFields.number(json.get("avg_logprob")),
        JsonFields.number(json.get("no_speech_prob")),
        JsonFields.number(json.get("compression_ratio")));
  }

  private static boolean isTimed(Segment segment) {
    return segment.startMillis() != Heard.UNTIMED && segment.endMillis() != Heard.UNTIMED;
  }

  private static List<Word> words(JsonObject json) {
    return JsonFields.objects(json.get("words")).stream()
        .map(
            word ->
                new Word(
                    JsonFields.text(word.get("word")),
                    millis(word.get("start")),
                    millis(word.get("end")),
                    probability(word.get("probability"))))
        .toList();
  }

  private static long millis(@Nullable JsonValue seconds) {
    double number = JsonFields.number(seconds);
    return Double.isNaN(number)
        ? Heard.UNTIMED
        : Math.max(0, Math.min(LATEST_MILLIS, Math.round(number * MILLIS)));
  }

  private static @Nullable Double probability(@Nullable JsonValue value) {
    double number = JsonFields.number(value);
    return number >= 0 && number <= 1 ? number : null;
  }
}
