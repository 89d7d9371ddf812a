package dev.steno.task;

import org.jspecify.annotations.Nullable;

/**
 * How somebody wants a recording transcribed; kept with the task, so that every attempt uses the
 * same. {@code null} leaves the choice to the server.
 *
 * @param language ISO 639-1 code of what is spoken
 * @param engine name of an engine
 * @param model name of a model of that engine
 * @param prompt words that are likely to occur
 * @param translate whether to write down in English what is said in another language
 */
public record Wishes(
    @Nullable String language,
    @Nullable String engine,
    @Nullable String model,
    @Nullable String prompt,
    boolean translate) {

  /** No wish at all. */
  public static final Wishes NONE = new Wishes(null, null, null, null, false);
}
