package dev.steno.push.session;

import dev.steno.progress.EventReader;
import dev.steno.push.message.MessageWriter;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What all connections of a server share.
 *
 * @param limits what a connection may take
 * @param executor runs what may block: reading the log, pinging, closing
 * @param events the log of the tasks
 * @param maySee whether there is such a task and its watchers may know of it
 * @param writer makes JSON
 * @param nanos the time, in nanoseconds since some moment
 */
record Surroundings(
    Limits limits,
    Executor executor,
    EventReader events,
    Predicate<String> maySee,
    MessageWriter writer,
    LongSupplier nanos) {}
