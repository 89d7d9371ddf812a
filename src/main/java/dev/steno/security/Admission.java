package dev.steno.security;

import jakarta.websocket.server.HandshakeRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The mark that the {@link AccessGate} puts on a request it let through, so that a WebSocket
 * handshake that went around the gate is refused.
 */
public final class Admission {

  /** A request header that only the gate can fill: its value is made anew in every server run. */
  static final String HEADER = "X-Steno-Admitted";

  static final String VALUE = UUID.randomUUID().toString();

  private Admission() {}

  /** Whether the gate let this handshake through. */
  public static boolean granted(HandshakeRequest handshake) {
    for (Map.Entry<String, List<String>> header : handshake.getHeaders().entrySet()) {
      if (header.getKey().equalsIgnoreCase(HEADER) && header.getValue().contains(VALUE)) {
        return true;
      }
    }
    return false;
  }
}
