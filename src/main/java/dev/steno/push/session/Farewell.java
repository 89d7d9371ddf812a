package dev.steno.push.session;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.Locale;

/** Every reason for which the server ends a connection, with what the client is told. */
public enum Farewell {
  /** The handshake went around the gate. */
  NOT_ADMITTED(CloseCodes.VIOLATED_POLICY, "the gate did not let this request in"),
  /** The query of the address is wrong. */
  BAD_SINCE(CloseCodes.VIOLATED_POLICY, "since must be one whole number from 0"),
  /** One reason for all that may be amiss with a task, so that ids cannot be probed. */
  NO_SUCH_TASK(CloseCodes.VIOLATED_POLICY, "there is no such task, or you may not see it"),
  /** The client says more than it may. */
  FLOOD(CloseCodes.VIOLATED_POLICY, "too many messages"),
  /** The client says something longer than it may. */
  TOO_BIG(CloseCodes.TOO_BIG, "a message may have 4096 bytes"),
  /** The client sent bytes. */
  BINARY(CloseCodes.CANNOT_ACCEPT, "only text is understood here"),
  /** As many are connected as the server takes. */
  SERVER_FULL(CloseCodes.TRY_AGAIN_LATER, "too many sockets are open; try later"),
  /** As many watch the task as may. */
  TASK_FULL(CloseCodes.TRY_AGAIN_LATER, "too many sockets watch this task; try later"),
  /** As many are connected from one machine as may. */
  ADDRESS_FULL(CloseCodes.TRY_AGAIN_LATER, "too many sockets from this address; try later"),
  /** The client does not keep up. */
  TOO_SLOW(CloseCodes.TRY_AGAIN_LATER, "too slow; come back with since"),
  /** The client left two pings without an answer. */
  SILENT(CloseCodes.TRY_AGAIN_LATER, "no answer to two pings; come back with since"),
  /** The log could not be read. */
  FAULT(CloseCodes.TRY_AGAIN_LATER, "a fault of the server; come back with since"),
  /** No thread could be had. */
  BUSY(CloseCodes.TRY_AGAIN_LATER, "the server is too busy; come back with since"),
  /** The server reported that the connection or a send failed. */
  BROKEN(CloseCodes.UNEXPECTED_CONDITION, "the connection failed; come back with since"),
  /** The server stops, or the application is replaced. */
  RESTART(CloseCodes.SERVICE_RESTART, "the server restarts; come back with since");

  private final CloseCodes code;
  private final String phrase;

  Farewell(CloseCodes code, String phrase) {
    this.code = code;
    this.phrase = phrase;
  }

  /** What goes over the wire. */
  CloseReason reason() {
    return new CloseReason(code, phrase);
  }

  /** Its name in figures. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
