package dev.steno.problem;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;

/** Problems as JSON, per RFC 9457. */
public final class ProblemJson {

  /** The media type of what {@link #of} returns. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private ProblemJson() {}

  /**
   * The answer to a request that met this problem.
   *
   * @param problem what went wrong
   * @param status the HTTP status it is sent with
   */
  public static String of(ProblemException problem, int status) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("type", "urn:steno:problem:" + problem.code().name().toLowerCase(Locale.ROOT))
            .add("title", title(problem.code()))
            .add("status", status)
            .add("detail", problem.userMessage())
            .add("code", problem.code().name());
    if (problem.technicalDetail() != null) {
      json.add("technical_detail", problem.technicalDetail());
    }
    return json.build().toString();
  }

  /** {@code MEDIA_TOO_LARGE} becomes {@code Media too large}. */
  private static String title(ErrorCode code) {
    String words = code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
