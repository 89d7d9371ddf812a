package dev.steno.push.session;

import dev.steno.config.Executors;
import dev.steno.config.Settings;
import dev.steno.progress.EventReader;
import dev.steno.push.message.EncodedMessage;
import dev.steno.push.message.MessageWriter;
import dev.steno.push.message.ServerMessage;
import dev.steno.security.TaskAccess;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who is connected, by task. Its concurrency is its own: with the container's default, a
 * write lock, every join would wait for every broadcast.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SessionRegistry {

  private static final Logger LOG = Logger.getLogger(SessionRegistry.class.getName());

  @Inject Settings settings;
  @Inject EventReader events;
  @Inject TaskAccess access;

  @Resource(lookup = Executors.PUSH)
  ManagedExecutorService executor;

  Clock clock = Clock.systemUTC();
  LongSupplier nanos = System::nanoTime;

  private final MessageWriter writer = new MessageWriter();
  private final Map<String, ClientConnection> bySession = new ConcurrentHashMap<>();
  private final Map<String, Set<ClientConnection>> byTask = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private Surroundings surroundings;
  private volatile boolean stopping;

  /** Reads the settings. */
  @PostConstruct
  void start() {
    surroundings =
        new Surroundings(Limits.of(settings), executor, events, access::maySee, writer, nanos);
  }

  /**
   * Lets a session watch a task, or closes it: at once where too many are open, soon where there is
   * no such task or the caller may not see it. Returns at once; the log is read elsewhere.
   *
   * @param session just opened
   * @param taskId what the client asked for, not trusted
   * @param since the number of the last message the client has, 0 where it has none
   */
  public void join(Session session, String taskId, long since) {
    if (open.incrementAndGet() > surroundings.limits().sockets()) {
      open.decrementAndGet();
      Closing.close(session, CloseCodes.TRY_AGAIN_LATER, "too many sockets are open; try later");
      return;
    }
    ClientConnection connection =
        new ClientConnection(session, taskId, since, surroundings, this::onEnd);
    byTask.compute(
        taskId,
        (task, watchers) -> {
          Set<ClientConnection> all = watchers == null ? ConcurrentHashMap.newKeySet() : watchers;
          all.add(connection);
          return all;
        });
    bySession.put(session.getId(), connection);
    if (stopping) {
      stopped(connection);
    }
    // It may have ended before it was in both maps.
    if (connection.isClosed()) {
      remove(connection);
    } else {
      connection.begin();
    }
  }

  /** The connection of a session, or {@code null} where it has none (any more). */
  public @Nullable ClientConnection find(Session session) {
    return bySession.get(session.getId());
  }

  /** Those who watch a task, seen live; empty where nobody does. */
  public Collection<ClientConnection> watchers(String taskId) {
    return byTask.getOrDefault(taskId, Set.of());
  }

  /** Forgets a session that was closed. */
  public void leave(Session session) {
    ClientConnection connection = find(session);
    if (connection != null) {
      connection.end();
    }
  }

  /** Closes all who watch a task that is no more. */
  public void closeAll(String taskId) {
    for (ClientConnection connection : watchers(taskId)) {
      connection.close(CloseCodes.VIOLATED_POLICY, Feed.NO_SUCH_TASK);
    }
  }

  /** How many sockets are open. */
  public int size() {
    return open.get();
  }

  /** Looks after every connection; called once a second. */
  public void tick() {
    long now = nanos.getAsLong();
    EncodedMessage heartbeat = writer.encode(new ServerMessage.Heartbeat(clock.instant()));
    for (ClientConnection connection : bySession.values()) {
      try {
        connection.tick(now, heartbeat);
      } catch (RuntimeException failure) {
        LOG.log(Level.WARNING, "Cannot look after a connection", failure);
      }
    }
  }

  /** Closes every session: the server stops, or the application is replaced. */
  @PreDestroy
  void stop() {
    stopping = true;
    bySession.values().forEach(this::stopped);
  }

  private void stopped(ClientConnection connection) {
    connection.closeNow(CloseCodes.SERVICE_RESTART, "the server restarts; come back with since");
  }

  private void onEnd(ClientConnection connection) {
    open.decrementAndGet();
    remove(connection);
  }

  private void remove(ClientConnection connection) {
    bySession.remove(connection.sessionId(), connection);
    byTask.computeIfPresent(
        connection.taskId(),
        (task, watchers) -> {
          watchers.remove(connection);
          return watchers.isEmpty() ? null : watchers;
        });
  }
}
