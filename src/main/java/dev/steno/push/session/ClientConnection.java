package dev.steno.push.session;

import dev.steno.push.message.EncodedMessage;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
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
public final class ClientConnection {

  private static final Logger LOG = Logger.getLogger(ClientConnection.class.getName());

  private static final String TOO_SLOW = "too slow; come back with since";

  private final Session session;
  private final String taskId;
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
   * @param since the number of the last message the client has, 0 where it has none
   * @param onEnd called once, when it ends, whoever ends it
   */
  ClientConnection(
      Session session,
      String taskId,
      long since,
      Surroundings surroundings,
      Consumer<ClientConnection> onEnd) {
    Limits limits = surroundings.limits();
    long now = surroundings.nanos().getAsLong();
    this.session = session;
    this.taskId = taskId;
    this.surroundings = surroundings;
    this.onEnd = onEnd;
    this.outbox = new Outbox(limits.outboxMessages(), limits.outboxBytes());
    this.feed = new Feed(this, outbox, surroundings, taskId, since);
    this.sender =
        new Sender(session, outbox, surroundings.nanos(), feed::onSent, this::onSendFailure);
    this.pulse = new Pulse(now, limits.heartbeatNanos());
    this.floodLimit = new FloodLimit(now);
  }

  /** Tells the client what happened to its task, unless it knows. */
  public void tell(EncodedMessage message) {
    if (feed.tell(message)) {
      sender.pump();
    } else {
      close(CloseCodes.TRY_AGAIN_LATER, TOO_SLOW);
    }
  }

  /** Sends something that has no place in the log of the task: an answer, a heartbeat. */
  public void offer(EncodedMessage message) {
    if (outbox.add(message)) {
      sender.pump();
    } else {
      close(CloseCodes.TRY_AGAIN_LATER, TOO_SLOW);
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

  /**
   * Ends the connection and closes the session, on another thread, since closing may block.
   *
   * @param reason for the client, at most 123 bytes
   */
  public void close(CloseCodes code, String reason) {
    if (!end()) {
      return;
    }
    Runnable closing = () -> Closing.close(session, code, reason);
    try {
      surroundings.executor().execute(closing);
    } catch (RejectedExecutionException stopping) {
      LOG.log(Level.FINE, "The executor takes nothing; closing on this thread", stopping);
      closing.run();
    }
  }

  /** Ends the connection and closes the session on this thread: the server stops. */
  void closeNow(CloseCodes code, String reason) {
    if (end()) {
      Closing.close(session, code, reason);
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
    sender.pump();
  }

  /**
   * Does a step of this connection on the executor; where it fails, the client has to come back.
   */
  void run(Runnable step) {
    try {
      surroundings
          .executor()
          .execute(
              () -> {
                try {
                  step.run();
                } catch (RuntimeException failure) {
                  LOG.log(Level.WARNING, failure, () -> "Cannot serve a watcher of task " + taskId);
                  close(CloseCodes.TRY_AGAIN_LATER, "a fault of the server; come back with since");
                }
              });
    } catch (RejectedExecutionException overloaded) {
      LOG.log(Level.WARNING, "Too busy to serve a watcher", overloaded);
      close(CloseCodes.TRY_AGAIN_LATER, "the server is too busy; come back with since");
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
      close(CloseCodes.UNEXPECTED_CONDITION, "the connection failed; come back with since");
    } else if (sender.isStuck(surroundings.limits().sendNanos())) {
      close(CloseCodes.TRY_AGAIN_LATER, TOO_SLOW);
    } else {
      if (pulse.takeHeartbeat(now)) {
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

  String taskId() {
    return taskId;
  }

  String sessionId() {
    return session.getId();
  }

  Outbox outbox() {
    return outbox;
  }

  private void ping(long now) {
    if (pulse.isLost()) {
      close(CloseCodes.TRY_AGAIN_LATER, "no answer to two pings; come back with since");
    } else if (sender.isIdle() && pinging.compareAndSet(false, true)) {
      run(
          () -> {
            pulse.pinged(now);
            if (!sender.ping()) {
              pulse.notPinged(now);
            }
            pinging.set(false);
          });
    }
  }

  private void onSendFailure(Throwable failure) {
    LOG.log(Level.FINE, failure, () -> "A send to a watcher of task " + taskId + " failed");
    close(CloseCodes.UNEXPECTED_CONDITION, "a send failed; come back with since");
  }
}
