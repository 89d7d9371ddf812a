/**
 * What can go wrong, told to people: one exception with a stable code, a sentence that says what to
 * do next, and a technical detail without paths or stack traces. Every room but {@code transcript}
 * may throw it; only {@code rest} and {@code task} turn it into an answer.
 */
@NullMarked
package dev.steno.problem;

import org.jspecify.annotations.NullMarked;
