package dev.steno.rest;

import dev.steno.engine.EngineCatalogue;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.task.Wishes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads from the fields of a request how somebody wants a recording transcribed. */
@ApplicationScoped
class WishReader {

  private static final int LONGEST_PROMPT = 2000;
  private static final int LONGEST_NAME = 40;

  @Inject Instance<EngineCatalogue> engines;

  /**
   * The wishes, all of which this server can fulfil.
   *
   * @throws ProblemException where it cannot; better at once than after an hour in the queue
   */
  Wishes read(Map<String, String> fields) {
    return read(fields, engines.get());
  }

  static Wishes read(Map<String, String> fields, EngineCatalogue engines) {
    if (isTrue(fields.get("diarize"))) {
      throw new ProblemException(
          ErrorCode.DIARIZATION_UNAVAILABLE,
          "This server cannot tell speakers apart. Leave out \"diarize\".");
    }
    if (given(fields, "callback_url") != null) {
      throw new ProblemException(
          ErrorCode.BAD_REQUEST,
          "This server does not call back yet. Leave out \"callback_url\" and watch the task.");
    }
    String prompt = given(fields, "prompt");
    if (prompt != null && prompt.length() > LONGEST_PROMPT) {
      throw new ProblemException(
          ErrorCode.BAD_REQUEST,
          "The prompt is longer than " + LONGEST_PROMPT + " characters. Shorten it.");
    }
    Wishes wishes =
        new Wishes(
            name(fields, "language"),
            name(fields, "engine"),
            name(fields, "model"),
            prompt,
            isTrue(fields.get("translate")));
    engines.resolve(wishes.engine(), wishes.model(), wishes.language(), wishes.translate());
    return wishes;
  }

  private static @Nullable String name(Map<String, String> fields, String key) {
    String value = given(fields, key);
    if (value != null && value.length() > LONGEST_NAME) {
      throw new ProblemException(
          ErrorCode.BAD_REQUEST, "The value of \"" + key + "\" is too long.");
    }
    return value;
  }

  private static @Nullable String given(Map<String, String> fields, String key) {
    String value = fields.get(key);
    return value == null || value.isEmpty() ? null : value;
  }

  private static boolean isTrue(@Nullable String value) {
    return "true".equalsIgnoreCase(value) || "1".equals(value) || "on".equalsIgnoreCase(value);
  }
}
