/**
 * Who is connected: the registry of sessions by task, one bounded outbox per session with one send
 * in flight, and the heartbeat.
 */
@NullMarked
package dev.steno.push.session;

import org.jspecify.annotations.NullMarked;
