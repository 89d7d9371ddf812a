package dev.steno.push.session;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A client and the session a server would have for it, with good habits or bad ones. */
public final class FakeClient {

  private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

  /** How sends end. */
  public enum Habit {
    /** The result comes before the send returns. */
    PROMPT,
    /** The result comes when the test says so. */
    SLOW,
    /** The result comes on another thread. */
    THREADED,
    /** The send throws. */
    THROWS,
    /** The result is a failure. */
    FAILS
  }

  private final String id = UUID.randomUUID().toString();
  private final Map<String, Object> userProperties = new HashMap<>();
  private final Map<String, List<String>> parameters = new HashMap<>();
  private final List<String> received = new ArrayList<>();
  private final Queue<SendHandler> pending = new ArrayDeque<>();
  private final AtomicInteger sending = new AtomicInteger();
  private final AtomicInteger overlaps = new AtomicInteger();
  private final AtomicInteger pings = new AtomicInteger();
  private final Executor threads;
  private final Session session;
  private final RemoteEndpoint.Async remote;

  private volatile Habit habit;
  private volatile boolean open = true;
  private volatile boolean entirelyGone;
  private volatile boolean closeThrows;
  private volatile @Nullable CountDownLatch gate;
  private volatile @Nullable CloseReason closeReason;

  public FakeClient(Habit habit) {
    this(habit, Runnable::run);
  }

  public FakeClient(Habit habit, Executor threads) {
    this.habit = habit;
    this.threads = threads;
    this.session = proxy(Session.class, (method, arguments) -> onSession(method, arguments));
    this.remote =
        proxy(RemoteEndpoint.Async.class, (method, arguments) -> onRemote(method, arguments));
  }

  /** What the server sees. */
  public Session session() {
    return session;
  }

  public Map<String, Object> userProperties() {
    return userProperties;
  }

  public Map<String, List<String>> parameters() {
    return parameters;
  }

  public void behave(Habit newHabit) {
    this.habit = newHabit;
  }

  /** The connection breaks without a word. */
  public void vanish() {
    open = false;
  }

  /** The server does not return from a send until the latch is open. */
  void blockOn(CountDownLatch latch) {
    gate = latch;
  }

  /** The connection breaks, and the server no longer gives out what sends. */
  void vanishEntirely() {
    open = false;
    entirelyGone = true;
  }

  public void throwOnClose() {
    closeThrows = true;
  }

  /** Everything sent so far. */
  public synchronized List<String> received() {
    return new ArrayList<>(received);
  }

  /** The numbers of what was sent so far and has one. */
  public List<Long> numbers() {
    return received().stream()
        .map(SEQ::matcher)
        .filter(Matcher::find)
        .map(matcher -> Long.valueOf(matcher.group(1)))
        .toList();
  }

  /** Ends the oldest send under way; false where there is none. */
  public boolean take() {
    SendHandler handler;
    synchronized (this) {
      handler = pending.poll();
    }
    if (handler == null) {
      return false;
    }
    finish(handler, new SendResult());
    return true;
  }

  /** Ends all sends, and those that follow from it. */
  public void takeAll() {
    while (take()) {
      // The next one is under way.
    }
  }

  /** How often a send began while another was under way; must be 0. */
  public int overlaps() {
    return overlaps.get();
  }

  public int pings() {
    return pings.get();
  }

  /** The code the session was closed with, or 0 where it was not. */
  public int closeCode() {
    return closeReason == null ? 0 : closeReason.getCloseCode().getCode();
  }

  /** The reason the session was closed with, or an empty text. */
  public String closePhrase() {
    return closeReason == null ? "" : closeReason.getReasonPhrase();
  }

  private @Nullable Object onSession(Method method, Object[] arguments) throws IOException {
    return switch (method.getName()) {
      case "getId" -> id;
      case "isOpen" -> open;
      case "getAsyncRemote" -> {
        if (entirelyGone) {
          throw new IllegalStateException("The connection has been closed.");
        }
        yield remote;
      }
      case "getUserProperties" -> userProperties;
      case "getRequestParameterMap" -> parameters;
      case "setMaxIdleTimeout", "setMaxTextMessageBufferSize", "setMaxBinaryMessageBufferSize" ->
          null;
      case "close" -> {
        close((CloseReason) arguments[0]);
        yield null;
      }
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  private void close(CloseReason reason) throws IOException {
    if (closeThrows) {
      throw new IOException("gone");
    }
    if (!open) {
      throw new IllegalStateException("closed already");
    }
    open = false;
    closeReason = reason;
  }

  private @Nullable Object onRemote(Method method, Object[] arguments) throws IOException {
    switch (method.getName()) {
      case "sendText" -> send((String) arguments[0], (SendHandler) arguments[1]);
      case "sendPing" -> ping((ByteBuffer) arguments[0]);
      default -> throw new UnsupportedOperationException(method.toString());
    }
    return null;
  }

  private void ping(ByteBuffer data) throws IOException {
    if (sending.get() != 0 || data.hasRemaining()) {
      overlaps.incrementAndGet();
    }
    if (habit == Habit.FAILS) {
      throw new IOException("broken");
    }
    pings.incrementAndGet();
  }

  private void send(String text, SendHandler handler) {
    if (habit == Habit.THROWS) {
      throw new IllegalStateException("The remote endpoint was in state [TEXT_FULL_WRITING]");
    }
    if (sending.incrementAndGet() != 1) {
      overlaps.incrementAndGet();
    }
    awaitGate();
    synchronized (this) {
      received.add(text);
      if (habit == Habit.SLOW) {
        pending.add(handler);
      }
    }
    switch (habit) {
      case PROMPT -> finish(handler, new SendResult());
      case FAILS -> finish(handler, new SendResult(new IOException("broken")));
      case THREADED -> threads.execute(() -> finish(handler, new SendResult()));
      default -> {}
    }
  }

  private void awaitGate() {
    CountDownLatch latch = gate;
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  private void finish(SendHandler handler, SendResult result) {
    sending.decrementAndGet();
    handler.onResult(result);
  }

  private interface Call {
    @Nullable Object answer(Method method, Object[] arguments) throws IOException;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                call.answer(method, arguments == null ? new Object[0] : arguments)));
  }
}
