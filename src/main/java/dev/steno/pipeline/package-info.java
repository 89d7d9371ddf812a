/**
 * The stages in order: decode, cut, find out the language, recognise, align. Plain Java: what it
 * needs from outside it asks of the ports in this package. Cancellation and checkpoints are its
 * business; transactions, HTTP and sockets are not.
 */
@NullMarked
package dev.steno.pipeline;

import org.jspecify.annotations.NullMarked;
