package dev.steno.push;

import dev.steno.security.Admission;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Optional;

/** Notes at the handshake whether the gate let the request through. */
public class TaskSocketConfigurator extends ServerEndpointConfig.Configurator {

  static final String ADMITTED = "dev.steno.admitted";
  static final String ADDRESS = "dev.steno.address";

  /** Whether the handshake of this session had come through the gate. */
  static boolean wasAdmitted(Session session) {
    return Boolean.TRUE.equals(session.getUserProperties().get(ADMITTED));
  }

  /** The numeric address that this session comes from; empty where the gate did not see it. */
  static String addressOf(Session session) {
    return session.getUserProperties().get(ADDRESS) instanceof String address ? address : "";
  }

  /**
   * Always true: the gate, a servlet filter, has compared {@code Origin} and {@code Host} and
   * marked the request. Here there is no {@code Host} to compare with, and a handshake that went
   * around the gate has no mark.
   */
  @Override
  public boolean checkOrigin(String origin) {
    return true;
  }

  /**
   * Notes the mark for the session. Since Jakarta WebSocket 2.1 each handshake has a map of its own
   * here, which becomes the session's. A refusal is noted as well: nothing stays from another
   * handshake.
   */
  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    Optional<Admission> admission = Admission.of(request);
    config.getUserProperties().put(ADMITTED, admission.isPresent());
    config.getUserProperties().put(ADDRESS, admission.map(Admission::address).orElse(""));
  }
}
