package dev.steno.engine;

import org.jspecify.annotations.Nullable;

/**
 * How to recognise.
 *
 * @param language ISO 639-1 code of what is spoken
 * @param translate whether to write down in English what is said in another language
 * @param prompt words that are likely to occur, or {@code null}
 */
public record RecognitionOptions(String language, boolean translate, @Nullable String prompt) {}
