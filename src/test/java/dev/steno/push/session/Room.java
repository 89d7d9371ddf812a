package dev.steno.push.session;

import dev.steno.config.Settings;
import dev.steno.progress.LoggedEvent;
import dev.steno.push.message.EncodedMessage;
import dev.steno.push.message.MessageWriter;
import dev.steno.security.TaskAccess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A registry without a container, with a log in memory and a clock that stands still. */
public final class Room {

  public final MemoryLog log = new MemoryLog();
  public final SessionRegistry registry = new SessionRegistry();
  public final MessageWriter writer = new MessageWriter();

  private final Map<String, String> settings = new HashMap<>();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean stopped;

  public Room set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Opens; work for the executor waits until {@link #work}. */
  public Room open() {
    return open(
        task -> {
          synchronized (waiting) {
            if (stopped) {
              throw new RejectedExecutionException("stopped");
            }
            waiting.add(task);
          }
        });
  }

  public Room open(Executor executor) {
    return open(() -> new PushThreads(Trampoline::send, () -> 0, executor, executor, () -> {}));
  }

  @SuppressWarnings("UnnecessaryAssignment") // there is no container here
  Room open(Supplier<PushThreads> threads) {
    registry.settings = new Settings(settings::get);
    registry.events = log;
    registry.access =
        new TaskAccess() {
          @Override
          public boolean maySee(String taskId) {
            return log.exists(taskId);
          }
        };
    registry.clock = Clock.fixed(Instant.parse("2026-01-27T08:00:00Z"), ZoneOffset.UTC);
    registry.nanos = nanos::get;
    registry.threads = threads;
    registry.start();
    return this;
  }

  /** Does what waits for the executor, and what follows from it. */
  public void work() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  public void stopExecutor() {
    synchronized (waiting) {
      stopped = true;
    }
  }

  /** Lets whole seconds pass, with a tick in each; work for the executor is done as it comes. */
  public void pass(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      skip(Duration.ofSeconds(1));
      registry.tick();
      work();
    }
  }

  /** Lets time pass without a tick. */
  public void skip(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  public FakeClient join(FakeClient client, String taskId, long since) {
    return join(client, new Watch(taskId, since, "127.0.0.1"));
  }

  public FakeClient join(FakeClient client, Watch watch) {
    registry.join(client.session(), watch);
    return client;
  }

  /** What the broadcaster does. */
  public void tell(LoggedEvent event) {
    EncodedMessage message = writer.encode(event);
    for (ClientConnection connection : registry.watchers(event.taskId())) {
      connection.tell(message);
    }
  }

  public void restart() {
    registry.stop();
  }

  public ClientConnection connection(FakeClient client) {
    ClientConnection connection = registry.find(client.session());
    if (connection == null) {
      throw new IllegalStateException("the client is not connected");
    }
    return connection;
  }

  private @Nullable Runnable next() {
    synchronized (waiting) {
      return waiting.poll();
    }
  }

  /** Sends on the thread that has something to tell, one sender after the other. */
  private static final class Trampoline {
    private static final ThreadLocal<Queue<Runnable>> READY = new ThreadLocal<>();

    static void send(Runnable sender) {
      Queue<Runnable> waiting = READY.get();
      if (waiting != null) {
        waiting.add(sender);
        return;
      }
      Queue<Runnable> ours = new ArrayDeque<>();
      READY.set(ours);
      try {
        for (Runnable next = sender; next != null; next = ours.poll()) {
          next.run();
        }
      } finally {
        READY.remove();
      }
    }
  }
}
