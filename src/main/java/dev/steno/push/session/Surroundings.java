package dev.steno.push.session;

import dev.steno.progress.EventReader;
import dev.steno.push.message.MessageWriter;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What all connections of a server share.
 *
 * @param limits what a connection may take
 * @param threads do the work
 * @param events the log of the tasks
 * @param pages the same, encoded
 * @param maySee whether there is such a task and its watchers may know of it
 * @param writer makes JSON
 * @param traffic counts
 * @param nanos the time, in nanoseconds since some moment
 */
record Surroundings(
    Limits limits,
    PushThreads threads,
    EventReader events,
    StoryPages pages,
    Predicate<String> maySee,
    MessageWriter writer,
    Traffic traffic,
    LongSupplier nanos) {}
