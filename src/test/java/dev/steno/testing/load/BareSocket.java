package dev.steno.testing.load;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What Steno is compared with: an endpoint that keeps its sessions and only loops over them. It has
 * no limits, no order but the container's, and no memory of what it sent.
 */
@ServerEndpoint("/bare/{task}")
public class BareSocket {

  private static final Logger LOG = Logger.getLogger(BareSocket.class.getName());

  private static final Map<String, Set<Session>> SESSIONS = new ConcurrentHashMap<>();
  private static final AtomicLong FAILURES = new AtomicLong();

  /** Lets the session watch. */
  @OnOpen
  public void open(Session session, @PathParam("task") String task) {
    session.setMaxIdleTimeout(0);
    SESSIONS.computeIfAbsent(task, first -> ConcurrentHashMap.newKeySet()).add(session);
  }

  /** Forgets the session. */
  @OnClose
  public void close(Session session, @PathParam("task") String task) {
    SESSIONS.getOrDefault(task, Set.of()).remove(session);
  }

  /** Sends a text to everybody who watches a task. */
  static void tell(String task, String text) {
    for (Session session : SESSIONS.getOrDefault(task, Set.of())) {
      try {
        session.getAsyncRemote().sendText(text, BareSocket::sent);
      } catch (RuntimeException failure) {
        LOG.log(Level.FINE, "a bare send was refused", failure);
        FAILURES.incrementAndGet();
      }
    }
  }

  private static void sent(SendResult result) {
    if (!result.isOK()) {
      FAILURES.incrementAndGet();
    }
  }

  /** How many sessions are open. */
  static int size() {
    return SESSIONS.values().stream().mapToInt(Set::size).sum();
  }

  /** How many sends failed so far. */
  static long failures() {
    return FAILURES.get();
  }
}
