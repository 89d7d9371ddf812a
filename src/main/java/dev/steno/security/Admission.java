package dev.steno.security;

import jakarta.websocket.server.HandshakeRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the {@link AccessGate} notes on a request it let through, so that a WebSocket handshake that
 * went around the gate is refused, and that one that did not tells where it comes from.
 *
 * @param address the numeric address of the caller, which a handshake itself does not show
 */
public record Admission(String address) {

  /** A request header that only the gate can fill: its value begins anew in every server run. */
  static final String HEADER = "X-Steno-Admitted";

  private static final String MARK = UUID.randomUUID() + " ";

  /** What the gate let through, or empty where this handshake did not come through it. */
  public static Optional<Admission> of(HandshakeRequest handshake) {
    for (Map.Entry<String, List<String>> header : handshake.getHeaders().entrySet()) {
      if (header.getKey().equalsIgnoreCase(HEADER)) {
        for (String value : header.getValue()) {
          if (value.startsWith(MARK)) {
            return Optional.of(new Admission(value.substring(MARK.length())));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The value of the header. */
  String value() {
    return MARK + address;
  }
}
