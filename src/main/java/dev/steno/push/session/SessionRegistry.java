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
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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

  @Resource(lookup = Executors.THREADS)
  ManagedThreadFactory threadFactory;

  Clock clock = Clock.systemUTC();
  LongSupplier nanos = System::nanoTime;
  Supplier<PushThreads> threads = () -> PushThreads.of(threadFactory);

  private final MessageWriter writer = new MessageWriter();
  private final Traffic traffic = new Traffic();
  private final Map<String, ClientConnection> bySession = new ConcurrentHashMap<>();
  private final Map<String, Set<ClientConnection>> byTask = new ConcurrentHashMap<>();
  private Surroundings surroundings;
  private Occupancy occupancy;
  private @Nullable ShutdownNotice notice;
  private volatile boolean stopping;

  /** Reads the settings and begins. */
  @PostConstruct
  void start() {
    Limits limits = Limits.of(settings);
    occupancy = new Occupancy(limits);
    surroundings =
        new Surroundings(
            limits,
            threads.get(),
            events,
            new StoryPages(events, writer),
            access::maySee,
            writer,
            traffic,
            nanos);
    notice = ShutdownNotice.to(this::stop);
  }

  /**
   * Lets a session watch a task, or closes it: at once where too many are open, soon where there is
   * no such task or the caller may not see it. Returns at once; the log is read elsewhere.
   *
   * @param session just opened
   */
  public void join(Session session, Watch watch) {
    Optional<Farewell> full = occupancy.enter(watch.taskId(), watch.address());
    if (full.isPresent()) {
      refuse(session, full.get());
      return;
    }
    ClientConnection connection;
    try {
      connection = new ClientConnection(session, watch, surroundings, this::onEnd);
    } catch (RuntimeException goneAlready) {
      LOG.log(Level.FINE, "A session was gone before it was let in", goneAlready);
      occupancy.leave(watch.taskId(), watch.address());
      refuse(session, Farewell.BROKEN);
      return;
    }
    traffic.countOpened();
    add(connection);
    if (stopping) {
      connection.close(Farewell.RESTART);
    }
    // It may have ended before it was in both maps.
    if (connection.isClosed()) {
      remove(connection);
    } else {
      connection.begin();
    }
  }

  /** Closes a session that was never let in. */
  public void refuse(Session session, Farewell farewell) {
    traffic.countEnded(farewell);
    Closing.close(session, farewell);
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
      connection.close(Farewell.NO_SUCH_TASK);
    }
  }

  /** How many sockets are open. */
  public int size() {
    return occupancy.size();
  }

  /** What went over the sockets so far. */
  public Traffic traffic() {
    return traffic;
  }

  /** How many messages wait in the outboxes of all sockets. */
  public long waitingMessages() {
    return bySession.values().stream().mapToLong(one -> one.outbox().size()).sum();
  }

  /** How many sockets have something to send and wait for a thread that does. */
  public int waitingSenders() {
    return surroundings.threads().waiting().getAsInt();
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

  /**
   * Closes every session and ends every thread: the server stops, or the application is replaced.
   * Harmless when it is called again.
   */
  @PreDestroy
  public void stop() {
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
    }
    if (notice != null) {
      notice.withdraw();
    }
    bySession.values().forEach(connection -> connection.close(Farewell.RESTART));
    surroundings.threads().end().run();
  }

  private void add(ClientConnection connection) {
    byTask.compute(
        connection.watch().taskId(),
        (task, watchers) -> {
          Set<ClientConnection> all = watchers == null ? ConcurrentHashMap.newKeySet() : watchers;
          all.add(connection);
          return all;
        });
    bySession.put(connection.sessionId(), connection);
  }

  private void onEnd(ClientConnection connection) {
    occupancy.leave(connection.watch().taskId(), connection.watch().address());
    remove(connection);
  }

  private void remove(ClientConnection connection) {
    bySession.remove(connection.sessionId(), connection);
    byTask.computeIfPresent(
        connection.watch().taskId(),
        (task, watchers) -> {
          watchers.remove(connection);
          return watchers.isEmpty() ? null : watchers;
        });
  }
}
