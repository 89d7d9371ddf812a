/**
 * What goes over the socket: one record per message type and the writer that makes JSON of it. The
 * wire contract lives here.
 */
@NullMarked
package dev.steno.push.message;

import org.jspecify.annotations.NullMarked;
