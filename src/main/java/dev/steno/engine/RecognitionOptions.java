package dev.steno.engine;

import org.jspecify.annotations.Nullable;

/**
 * How to recognise.
 *
 * @param language ISO 639-1 code of what is spoken
 * @param prompt words that are likely to occur, or {@code null}
 */
public record RecognitionOptions(String language, @Nullable String prompt) {}
