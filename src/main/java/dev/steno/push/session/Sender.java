package dev.steno.push.session;

import dev.steno.push.message.EncodedMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is in an outbox, exactly one message at a time: what a second send does while one is
 * under way differs between the servers, from an exception to a queue without end. No lock is held
 * while the server sends, and a send makes no object: the sender itself takes the results.
 */
final class Sender implements SendHandler, Runnable {

  private static final Logger LOG = Logger.getLogger(Sender.class.getName());

  /** Messages that one client gets before it is another's turn. */
  private static final int TURN = 32;

  /** Told how sends end, on whichever thread the server uses. */
  interface Outcome {
    /** A message was sent. */
    void sent();

    /** A message could not be sent. */
    void failed(Throwable failure);
  }

  private final RemoteEndpoint.Async remote;
  private final Outbox outbox;
  private final Executor executor;
  private final LongSupplier nanos;
  private final Outcome outcome;

  private final AtomicBoolean queued = new AtomicBoolean();
  private final Object lock = new Object();
  private boolean stopped;
  private boolean inFlight;
  private long startedNanos;

  /** The thread that is inside the server's send; its result may come before that returns. */
  private @Nullable Thread inside;

  /**
   * A sender that sends nothing yet.
   *
   * @param executor runs it when it has something to send; never on the thread that says so, which
   *     may be one that recognises speech
   */
  Sender(
      RemoteEndpoint.Async remote,
      Outbox outbox,
      Executor executor,
      LongSupplier nanos,
      Outcome outcome) {
    this.remote = remote;
    this.outbox = outbox;
    this.executor = executor;
    this.nanos = nanos;
    this.outcome = outcome;
  }

  /** There is something to send, perhaps; returns at once. */
  void wake() {
    if (queued.compareAndSet(false, true)) {
      executor.execute(this);
    }
  }

  /** Sends as long as there is something to send and no send is under way. */
  @Override
  public void run() {
    try {
      pump();
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "A sender failed", failure);
    }
  }

  private void pump() {
    // Before looking: whoever adds something from now on has it looked at again.
    queued.set(false);
    for (int sent = 0; sent < TURN; sent++) {
      EncodedMessage message = next();
      if (message == null) {
        return;
      }
      send(message);
    }
    wake();
  }

  private @Nullable EncodedMessage next() {
    synchronized (lock) {
      if (stopped || inFlight) {
        // The result of the send under way wakes us.
        return null;
      }
      EncodedMessage message = outbox.poll();
      if (message != null) {
        takeOff();
      }
      return message;
    }
  }

  private void send(EncodedMessage message) {
    inside = Thread.currentThread();
    try {
      remote.sendText(message.text(), this);
    } catch (RuntimeException thrownInsteadOfReported) {
      failed(thrownInsteadOfReported);
    } finally {
      inside = null;
    }
  }

  /** The server tells how the send under way ended. */
  @Override
  public void onResult(SendResult result) {
    if (!result.isOK()) {
      failed(result.getException());
    } else if (landed()) {
      outcome.sent();
      if (inside != Thread.currentThread()) {
        wake();
      }
    }
  }

  /**
   * Pings the client, unless a send is under way. May block.
   *
   * @return whether it was sent
   */
  boolean ping() {
    synchronized (lock) {
      if (stopped || inFlight) {
        return false;
      }
      takeOff();
    }
    try {
      remote.sendPing(ByteBuffer.allocate(0));
    } catch (IOException | RuntimeException failure) {
      failed(failure);
      return false;
    }
    if (landed()) {
      wake();
    }
    return true;
  }

  /** Whether a send is under way for longer than {@code limitNanos}. */
  boolean isStuck(long now, long limitNanos) {
    synchronized (lock) {
      return inFlight && now - startedNanos > limitNanos;
    }
  }

  /** Sends nothing any more. */
  void stop() {
    synchronized (lock) {
      stopped = true;
      inFlight = false;
    }
  }

  private void failed(@Nullable Throwable failure) {
    if (landed()) {
      outcome.failed(failure == null ? new IOException("no reason was given") : failure);
    }
  }

  private void takeOff() {
    inFlight = true;
    startedNanos = nanos.getAsLong();
  }

  /** The send under way is over; false where there was none, or the sender was stopped. */
  private boolean landed() {
    synchronized (lock) {
      boolean was = inFlight;
      inFlight = false;
      return was;
    }
  }
}
