package dev.steno.push.session;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Closes sessions, which may be gone already. */
public final class Closing {

  private static final Logger LOG = Logger.getLogger(Closing.class.getName());

  private Closing() {}

  /**
   * Closes a session and never throws: where that fails, the client has gone. May block.
   *
   * @param reason for the client, at most 123 bytes
   */
  public static void close(Session session, CloseCodes code, String reason) {
    try {
      session.close(new CloseReason(code, reason));
    } catch (IOException | RuntimeException gone) {
      LOG.log(Level.FINE, gone, () -> "Session " + session.getId() + " was gone already");
    }
  }
}
