package dev.steno.push.session;

import dev.steno.push.message.EncodedMessage;
import jakarta.websocket.Session;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One client that watches one task. Nothing here waits for the client: what is to be sent goes into
 * a bounded outbox, and a client that does not keep up is closed and may come back with {@code
 * since}.
 */
public final class ClientConnection implements Sender.Outcome {

  private static final Logger LOG = Logger.getLogger(ClientConnection.class.getName());

  private final Session session;
  private final String sessionId;
  private final Watch watch;
  private final Surroundings surroundings;
  private final Consumer<ClientConnection> onEnd;

  private final Outbox outbox;
  private final Sender sender;
  private final Feed feed;
  private final Pulse pulse;
  private final FloodLimit floodLimit;

  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean pinging = new AtomicBoolean();
  private volatile boolean faulty;

  /**
   * A connection that does nothing until {@link #begin}.
   *
   * @param onEnd called once, when it ends, whoever ends it
   */
  ClientConnection(
      Session session, Watch watch, Surroundings surroundings, Consumer<ClientConnection> onEnd) {
    Limits limits = surroundings.limits();
    long now = surroundings.nanos().getAsLong();
    this.session = session;
    this.sessionId = session.getId();
    this.watch = watch;
    this.surroundings = surroundings;
    this.onEnd = onEnd;
    this.outbox = new Outbox(limits.outboxMessages(), limits.outboxBytes(), surroundings.traffic());
    this.feed = new Feed(this, outbox, surroundings, watch);
    this.sender =
        new Sender(
            session.getAsyncRemote(),
            outbox,
            surroundings.threads().sending(),
            surroundings.nanos(),
            this);
    this.pulse = new Pulse(now, limits.heartbeatNanos());
    this.floodLimit = new FloodLimit(now);
  }

  /** Tells the client what happened to its task, unless it knows. Returns at once. */
  public void tell(EncodedMessage message) {
    if (feed.tell(message)) {
      sender.wake();
    } else {
      close(Farewell.TOO_SLOW);
    }
  }

  /** Sends something that has no place in the log of the task: an answer, a heartbeat. */
  public void offer(EncodedMessage message) {
    if (outbox.add(message)) {
      sender.wake();
    } else {
      close(Farewell.TOO_SLOW);
    }
  }

  /** The client answered a ping. */
  public void answered() {
    pulse.heard();
  }

  /**
   * The client said something.
   *
   * @return false where it says too much
   */
  public boolean spoke() {
    pulse.heard();
    return floodLimit.allows(surroundings.nanos().getAsLong());
  }

  /** Something about the connection failed; unless the server closes it, the next tick does. */
  public void failed() {
    faulty = true;
  }

  /** Ends the connection and closes the session, on another thread, since closing may block. */
  public void close(Farewell farewell) {
    if (!end()) {
      return;
    }
    surroundings.traffic().countEnded(farewell);
    Runnable closing = () -> Closing.close(session, farewell);
    try {
      surroundings.threads().parting().execute(closing);
    } catch (RejectedExecutionException stopping) {
      LOG.log(Level.FINE, "No thread closes any more; closing on this one", stopping);
      closing.run();
    }
  }

  /**
   * Ends the connection: its memory is given back, nothing is sent any more.
   *
   * @return false where it had ended already
   */
  boolean end() {
    if (!closed.compareAndSet(false, true)) {
      return false;
    }
    sender.stop();
    outbox.shut();
    onEnd.accept(this);
    return true;
  }

  void begin() {
    feed.begin();
  }

  void flush() {
    sender.wake();
  }

  /** Reads a piece of the log elsewhere; where that fails, the client has to come back. */
  void read(Runnable step) {
    run(surroundings.threads().reading(), step);
  }

  private void run(Executor executor, Runnable step) {
    try {
      executor.execute(
          () -> {
            try {
              step.run();
            } catch (RuntimeException failure) {
              LOG.log(
                  Level.WARNING, failure, () -> "Cannot serve a watcher of task " + watch.taskId());
              close(Farewell.FAULT);
            }
          });
    } catch (RejectedExecutionException overloaded) {
      LOG.log(Level.FINE, "No thread to serve a watcher", overloaded);
      close(Farewell.BUSY);
    }
  }

  /**
   * Looks after the connection; called every second by one thread.
   *
   * @param now in nanoseconds
   * @param heartbeat the heartbeat of this second
   */
  void tick(long now, EncodedMessage heartbeat) {
    if (!session.isOpen()) {
      end();
    } else if (faulty) {
      close(Farewell.BROKEN);
    } else if (sender.isStuck(now, surroundings.limits().sendNanos())) {
      close(Farewell.TOO_SLOW);
    } else {
      if (pulse.takeHeartbeat(now)) {
        surroundings.traffic().countHeartbeat();
        offer(heartbeat);
      }
      if (pulse.isPingDue(now)) {
        ping(now);
      }
    }
  }

  boolean isClosed() {
    return closed.get();
  }

  Watch watch() {
    return watch;
  }

  String sessionId() {
    return sessionId;
  }

  Outbox outbox() {
    return outbox;
  }

  private void ping(long now) {
    if (pulse.isLost()) {
      close(Farewell.SILENT);
    } else if (pinging.compareAndSet(false, true)) {
      run(
          surroundings.threads().parting(),
          () -> {
            pulse.pinged(now);
            if (!sender.ping()) {
              pulse.notPinged(now);
            }
            pinging.set(false);
          });
    }
  }

  @Override
  public void sent() {
    surroundings.traffic().countSent();
    feed.onSent();
  }

  @Override
  public void failed(Throwable failure) {
    LOG.log(Level.FINE, failure, () -> "A send to a watcher of task " + watch.taskId() + " failed");
    close(Farewell.BROKEN);
  }
}
