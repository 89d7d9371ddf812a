package dev.steno.push;

import dev.steno.push.message.ClientMessage;
import dev.steno.push.message.EncodedMessage;
import dev.steno.push.message.MessageWriter;
import dev.steno.push.message.ServerMessage;
import dev.steno.push.session.ClientConnection;
import dev.steno.push.session.Farewell;
import dev.steno.push.session.SessionRegistry;
import dev.steno.push.session.Watch;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The socket on which people watch a task. Opens, closes, reads what the client says; all else is
 * done by the {@link SessionRegistry}. {@code @Dependent}, because some servers inject nothing into
 * an endpoint without a scope.
 */
@Dependent
@ServerEndpoint(value = "/ws/tasks/{task_id}", configurator = TaskSocketConfigurator.class)
public class TaskSocket {

  /** The longest message of a client, in bytes. */
  static final int MAX_MESSAGE = 4096;

  private static final Logger LOG = Logger.getLogger(TaskSocket.class.getName());

  private static final MessageWriter WRITER = new MessageWriter();
  private static final EncodedMessage PONG = WRITER.encode(new ServerMessage.Pong());

  @Inject SessionRegistry registry;

  /** Lets the client watch the task, or closes the session. */
  @OnOpen
  public void open(Session session, @PathParam("task_id") String taskId) {
    if (!TaskSocketConfigurator.wasAdmitted(session)) {
      registry.refuse(session, Farewell.NOT_ADMITTED);
      return;
    }
    OptionalLong since = since(session);
    if (since.isEmpty()) {
      registry.refuse(session, Farewell.BAD_SINCE);
      return;
    }
    // Idle clients are found by our own pings: on some servers our heartbeats reset this timer.
    session.setMaxIdleTimeout(0);
    session.setMaxTextMessageBufferSize(MAX_MESSAGE);
    session.setMaxBinaryMessageBufferSize(MAX_MESSAGE);
    registry.join(
        session, new Watch(taskId, since.getAsLong(), TaskSocketConfigurator.addressOf(session)));
  }

  /** Answers a command of the client. */
  @OnMessage(maxMessageSize = MAX_MESSAGE)
  public void text(String text, Session session) {
    ClientConnection connection = registry.find(session);
    if (connection == null) {
      return;
    }
    if (!connection.spoke()) {
      connection.close(Farewell.FLOOD);
    } else if (isTooLong(text)) {
      connection.close(Farewell.TOO_BIG);
    } else {
      switch (ClientMessage.parse(text)) {
        case PING -> connection.offer(PONG);
        case UNKNOWN -> connection.offer(badMessage("This type of message is not known here."));
        case MALFORMED -> connection.offer(badMessage("This message is not a JSON object."));
      }
    }
  }

  /** Refuses binary messages: there are none. */
  @OnMessage
  public void binary(ByteBuffer bytes, Session session) {
    ClientConnection connection = registry.find(session);
    if (connection != null) {
      connection.close(Farewell.BINARY);
    }
  }

  /** The client lives. */
  @OnMessage
  public void pong(PongMessage pong, Session session) {
    ClientConnection connection = registry.find(session);
    if (connection != null) {
      connection.answered();
    }
  }

  /** Forgets the session. */
  @OnClose
  public void close(Session session) {
    registry.leave(session);
  }

  /**
   * Something failed. The session is not closed here: most servers close it themselves right after
   * this, with a code that says more, such as 1009.
   */
  @OnError
  public void error(Session session, Throwable failure) {
    LOG.log(Level.FINE, failure, () -> "Session " + session.getId() + " failed");
    ClientConnection connection = registry.find(session);
    if (connection != null) {
      connection.failed();
    }
  }

  /** The number after which to begin, 0 where none is given, or nothing where it is no number. */
  static OptionalLong since(Session session) {
    List<String> values = session.getRequestParameterMap().get("since");
    if (values == null) {
      return OptionalLong.of(0);
    }
    try {
      long since = values.size() == 1 ? Long.parseLong(values.get(0)) : -1;
      return since >= 0 ? OptionalLong.of(since) : OptionalLong.empty();
    } catch (NumberFormatException notANumber) {
      LOG.log(Level.FINE, "A client asked for a since that is no number", notANumber);
      return OptionalLong.empty();
    }
  }

  /** The server's own limit counts characters here and bytes there; ours counts bytes. */
  private static boolean isTooLong(String text) {
    return text.length() > MAX_MESSAGE
        || text.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE;
  }

  private static EncodedMessage badMessage(String userMessage) {
    return WRITER.encode(ServerMessage.Failed.badMessage(userMessage, Instant.now()));
  }
}
