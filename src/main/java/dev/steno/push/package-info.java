/**
 * The WebSocket boundary: {@code /ws/tasks/{task_id}}. The endpoint only opens, closes and reads
 * client commands; the broadcaster turns events of {@code progress} into messages, encodes each
 * once and offers it to the sessions. Never reaches the {@code pipeline} or an {@code engine}.
 */
@NullMarked
package dev.steno.push;

import org.jspecify.annotations.NullMarked;
