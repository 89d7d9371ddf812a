/**
 * The worker: a child process that holds a loaded engine, the binary frames it speaks on its
 * standard input and output, and the pool that starts, feeds, limits and replaces workers.
 */
@NullMarked
package dev.steno.engine.worker;

import org.jspecify.annotations.NullMarked;
