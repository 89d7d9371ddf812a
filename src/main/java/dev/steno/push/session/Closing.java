package dev.steno.push.session;

import jakarta.websocket.Session;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Closes sessions, which may be gone already. */
public final class Closing {

  private static final Logger LOG = Logger.getLogger(Closing.class.getName());

  private Closing() {}

  /** Closes a session and never throws: where that fails, the client has gone. May block. */
  public static void close(Session session, Farewell farewell) {
    try {
      session.close(farewell.reason());
    } catch (IOException | RuntimeException gone) {
      LOG.log(Level.FINE, gone, () -> "Session " + session.getId() + " was gone already");
    }
  }
}
