package dev.steno.push;

import dev.steno.progress.LoggedEvent;
import dev.steno.progress.TaskForgotten;
import dev.steno.push.message.EncodedMessage;
import dev.steno.push.message.MessageWriter;
import dev.steno.push.session.ClientConnection;
import dev.steno.push.session.SessionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells those who watch a task what happens to it. Works on the thread that fired the event, so it
 * only encodes, once for all, and offers; it never waits for a client and never throws.
 */
@ApplicationScoped
public class Broadcaster {

  private static final Logger LOG = Logger.getLogger(Broadcaster.class.getName());

  private final MessageWriter writer = new MessageWriter();

  @Inject SessionRegistry registry;

  /** Tells an event to those who watch its task. */
  void tell(@Observes LoggedEvent event) {
    try {
      Collection<ClientConnection> watchers = registry.watchers(event.taskId());
      if (watchers.isEmpty()) {
        return;
      }
      EncodedMessage message = writer.encode(event);
      for (ClientConnection watcher : watchers) {
        tell(watcher, message);
      }
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, failure, () -> "Cannot tell the watchers of " + event.taskId());
    }
  }

  /** Closes the sessions of those who watch a task that was deleted. */
  void forget(@Observes TaskForgotten forgotten) {
    try {
      registry.closeAll(forgotten.taskId());
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, failure, () -> "Cannot dismiss watchers of " + forgotten.taskId());
    }
  }

  /** One connection that fails must not end the broadcast. */
  private static void tell(ClientConnection watcher, EncodedMessage message) {
    try {
      watcher.tell(message);
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "Cannot tell a watcher", failure);
    }
  }
}
