package dev.steno.engine.remote;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * How much is asked of the other server. Not all can do everything: OpenAI's {@code gpt-4o} models
 * refuse {@code verbose_json}, other servers refuse word times.
 */
enum Detail {
  /** Text, segments, and words with their times. */
  WORDS("verbose_json"),
  /** Text and segments. */
  SEGMENTS("verbose_json"),
  /** Text. */
  TEXT("json");

  private static final int BAD_REQUEST = 400;
  private static final int UNPROCESSABLE = 422;

  /** The fields by which it is asked for: a refusal that names one means the detail. */
  private static final List<String> FIELDS =
      List.of("response_format", "verbose_json", "timestamp_granularities");

  private final String format;

  Detail(String format) {
    this.format = format;
  }

  /** For the field {@code response_format}. */
  String format() {
    return format;
  }

  /** The next lower one; of the lowest itself. */
  Detail less() {
    return this == WORDS ? SEGMENTS : TEXT;
  }

  /** Whether a server refused because of it, so that asking for less may help. */
  boolean isRefusedBy(RemoteAnswer answer) {
    if (this == TEXT || (answer.status() != BAD_REQUEST && answer.status() != UNPROCESSABLE)) {
      return false;
    }
    String said = new String(answer.body(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    return FIELDS.stream().anyMatch(said::contains);
  }
}
