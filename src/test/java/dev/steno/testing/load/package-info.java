/**
 * The load of the benchmark of the push, in three places: inside the server, beside Steno, what
 * tells and a bare endpoint to compare with ({@link dev.steno.testing.load.LoadDriver}, {@link
 * dev.steno.testing.load.BareSocket}); in a process of its own the watchers ({@link
 * dev.steno.testing.load.LoadGenerator}); and in the benchmark itself the experiments, which work
 * the other two from afar and say what they saw.
 */
@NullMarked
package dev.steno.testing.load;

import org.jspecify.annotations.NullMarked;
