package dev.steno.push.session;

import dev.steno.config.Setting;
import dev.steno.config.Settings;
import java.util.concurrent.TimeUnit;

/**
 * What connections may take, and when they are told what.
 *
 * @param sockets how many may be open at once
 * @param socketsPerTask how many may watch one task
 * @param socketsPerAddress how many may come from one address
 * @param outboxMessages how many messages may wait for one client
 * @param outboxBytes how many bytes may wait for one client
 * @param heartbeatNanos time between two heartbeats, and between two pings, in nanoseconds
 * @param sendNanos how long one send may take, in nanoseconds
 */
record Limits(
    int sockets,
    int socketsPerTask,
    int socketsPerAddress,
    int outboxMessages,
    long outboxBytes,
    long heartbeatNanos,
    long sendNanos) {

  static Limits of(Settings settings) {
    return new Limits(
        settings.number(Setting.STENO_SOCKETS, 1),
        settings.number(Setting.STENO_SOCKETS_PER_TASK, 1),
        settings.number(Setting.STENO_SOCKETS_PER_ADDRESS, 1),
        settings.number(Setting.STENO_OUTBOX_MESSAGES, 1),
        settings.bytes(Setting.STENO_OUTBOX_BYTES),
        TimeUnit.SECONDS.toNanos(settings.number(Setting.STENO_HEARTBEAT_SECONDS, 1)),
        TimeUnit.SECONDS.toNanos(settings.number(Setting.STENO_SEND_SECONDS, 1)));
  }
}
