package dev.steno.push.session;

import dev.steno.push.message.EncodedMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is in an outbox, exactly one message at a time: what a second send does while one is
 * under way differs between the servers, from an exception to a queue without end. No lock is held
 * while the server sends.
 */
final class Sender {

  /** A send under way; compared by identity, so that late results of others are recognised. */
  private static final class Flight {
    final long startedNanos;

    Flight(long startedNanos) {
      this.startedNanos = startedNanos;
    }
  }

  private final Session session;
  private final Outbox outbox;
  private final LongSupplier nanos;
  private final Runnable onSent;
  private final Consumer<Throwable> onFailure;

  private final Object lock = new Object();
  private boolean pumping;
  private boolean stopped;
  private @Nullable Flight inFlight;

  /**
   * A sender that sends nothing yet.
   *
   * @param onSent called after each message that was sent
   * @param onFailure called when a message could not be sent
   */
  Sender(
      Session session,
      Outbox outbox,
      LongSupplier nanos,
      Runnable onSent,
      Consumer<Throwable> onFailure) {
    this.session = session;
    this.outbox = outbox;
    this.nanos = nanos;
    this.onSent = onSent;
    this.onFailure = onFailure;
  }

  /**
   * Sends as long as there is something to send and no send is under way. One thread at a time runs
   * the loop; a server that reports a result before the send returned finds it running and leaves,
   * so that a long outbox makes no deep stack.
   */
  void pump() {
    synchronized (lock) {
      if (pumping) {
        return;
      }
      pumping = true;
    }
    while (true) {
      EncodedMessage message;
      Flight flight;
      synchronized (lock) {
        message = stopped || inFlight != null ? null : outbox.poll();
        if (message == null) {
          pumping = false;
          return;
        }
        flight = new Flight(nanos.getAsLong());
        inFlight = flight;
      }
      send(message, flight);
    }
  }

  /**
   * Pings the client, unless a send is under way. May block: not for the timer's thread.
   *
   * @return whether it was sent
   */
  boolean ping() {
    Flight flight = new Flight(nanos.getAsLong());
    synchronized (lock) {
      if (stopped || pumping || inFlight != null) {
        return false;
      }
      inFlight = flight;
    }
    try {
      session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
    } catch (IOException | RuntimeException failure) {
      failed(flight, failure);
      return false;
    }
    if (landed(flight)) {
      pump();
    }
    return true;
  }

  /** Whether a send is under way for longer than {@code limitNanos}. */
  boolean isStuck(long limitNanos) {
    synchronized (lock) {
      return inFlight != null && nanos.getAsLong() - inFlight.startedNanos > limitNanos;
    }
  }

  /** Whether a ping could be sent now. */
  boolean isIdle() {
    synchronized (lock) {
      return !stopped && !pumping && inFlight == null;
    }
  }

  /** Sends nothing any more. */
  void stop() {
    synchronized (lock) {
      stopped = true;
      inFlight = null;
    }
  }

  private void send(EncodedMessage message, Flight flight) {
    try {
      session
          .getAsyncRemote()
          .sendText(
              message.text(),
              result -> {
                if (result.isOK()) {
                  sent(flight);
                } else {
                  failed(flight, result.getException());
                }
              });
    } catch (RuntimeException thrownInsteadOfReported) {
      failed(flight, thrownInsteadOfReported);
    }
  }

  private void sent(Flight flight) {
    if (landed(flight)) {
      onSent.run();
      pump();
    }
  }

  private void failed(Flight flight, @Nullable Throwable failure) {
    if (landed(flight)) {
      onFailure.accept(failure == null ? new IOException("no reason was given") : failure);
    }
  }

  private boolean landed(Flight flight) {
    synchronized (lock) {
      if (inFlight != flight) {
        return false;
      }
      inFlight = null;
      return true;
    }
  }
}
