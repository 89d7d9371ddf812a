/**
 * Tasks: their states and legal transitions, the store, the queue, the runner that gives them to
 * the {@code pipeline}, and recovery after a crash. The database row is the truth.
 */
@NullMarked
package dev.steno.task;

import org.jspecify.annotations.NullMarked;
