package dev.steno.progress;

import java.time.Instant;

/**
 * An event as it stands in the log. Fired as a CDI event after its transaction was committed, in
 * ascending {@code seq} for each task.
 *
 * @param taskId the task it happened to
 * @param seq its number: rises with every event of the task, over all attempts; gaps are normal
 * @param attempt the attempt it belongs to; 0 while uploading
 * @param at when it was stored
 * @param event what happened
 */
public record LoggedEvent(String taskId, long seq, int attempt, Instant at, ProgressEvent event) {}
