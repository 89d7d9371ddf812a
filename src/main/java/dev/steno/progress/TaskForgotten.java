package dev.steno.progress;

/**
 * A task was deleted, and its log with it. Fired as a CDI event after the deletion was committed.
 *
 * @param taskId the task that is gone
 */
public record TaskForgotten(String taskId) {}
