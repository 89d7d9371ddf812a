package dev.steno.transcript;

/**
 * Somebody who speaks in a recording.
 *
 * @param id stable within the transcript, for example {@code S1}
 * @param name what people call them; the id until somebody names them
 */
public record Speaker(String id, String name) {}
