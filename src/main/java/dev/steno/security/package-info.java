/**
 * Who may enter: the gate in front of page, REST and WebSocket alike, and the one place that
 * answers whether a caller may see a task.
 */
@NullMarked
package dev.steno.security;

import org.jspecify.annotations.NullMarked;
