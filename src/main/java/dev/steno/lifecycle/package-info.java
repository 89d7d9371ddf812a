/**
 * Puts the parts together when the server starts and takes them apart, in reverse, when it stops.
 * The only room that knows every other; nobody knows it.
 */
@NullMarked
package dev.steno.lifecycle;

import org.jspecify.annotations.NullMarked;
