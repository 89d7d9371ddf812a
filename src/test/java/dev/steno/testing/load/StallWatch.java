package dev.steno.testing.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Follows what the server does with one watcher that does not read. */
final class StallWatch {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** After so many looks with as much unsent in each. */
  private static final int FULL = 10;

  private final LoadServer server;
  private final int others;

  private int clientPort;
  private long begin;
  private long unsent;
  private int looksAlike;
  private boolean seenIn;
  private double outAfter;
  private @Nullable ServerSide then;
  private @Nullable ServerSide atEnd;

  /**
   * Nothing is followed yet.
   *
   * @param others how many further watchers the server has
   */
  StallWatch(LoadServer server, int others) {
    this.server = server;
    this.others = others;
  }

  /** Waits until a watcher that has just connected, from a port, has all it can take. */
  void follow(int port) {
    clientPort = port;
    begin = System.nanoTime();
    Waiting.until("nothing more goes to it", PATIENCE, this::isFull);
  }

  private boolean isFull() {
    look();
    long now = side().unsent();
    looksAlike = now > 0 && now == unsent ? looksAlike + 1 : 0;
    unsent = now;
    return looksAlike >= FULL || then != null;
  }

  /** Looks whether it is in the registry. */
  void look() {
    boolean in = server.watchers() > others;
    seenIn |= in;
    if (seenIn && !in && then == null) {
      outAfter = (System.nanoTime() - begin) / 1e9;
      then = side();
    }
  }

  /** Looks for the last time. */
  void end() {
    look();
    atEnd = side();
  }

  /** Seconds from its coming to its removal, with up to a tenth of a second for looking. */
  String outAfter() {
    if (then == null) {
      return seenIn ? "not during the run" : "was never in";
    }
    return String.format(Locale.ROOT, "%.1f", outAfter);
  }

  /** Its TCP connection when it was removed. */
  String sideThen() {
    return then == null ? "" : then.inWords();
  }

  /** Its TCP connection at the end of the run. */
  String sideAtEnd() {
    return atEnd == null ? "" : atEnd.inWords();
  }

  private ServerSide side() {
    try {
      return server.connectionTo(clientPort);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
