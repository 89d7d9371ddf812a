/**
 * What tests of the whole server share: the archive, a server as a process of its own, a client of
 * the REST interface, and a watcher of the socket.
 */
@org.jspecify.annotations.NullMarked
package dev.steno.testing;
