package dev.steno.progress;

/**
 * A task was deleted, with everything that was known of it. Fired as a CDI event after the deletion
 * was committed.
 *
 * @param taskId the task that is no more
 */
public record TaskForgotten(String taskId) {}
