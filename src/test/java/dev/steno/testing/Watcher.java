package dev.steno.testing;

import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody who watches a task over the socket and keeps everything that is said. */
public final class Watcher implements WebSocket.Listener, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Set<String> OUTSIDE_THE_LOG = Set.of("heartbeat", "pong");

  private final List<JsonObject> messages = new CopyOnWriteArrayList<>();
  private final StringBuilder unfinished = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private @Nullable WebSocket socket;

  /**
   * Begins to watch.
   *
   * @param http may serve many watchers
   * @param base the address of the application, ending in a slash
   * @param query what follows the task in the address, for example {@code ?since=3}, or empty
   */
  public static Watcher of(HttpClient http, URI base, String taskId, String query) {
    Watcher watcher = new Watcher();
    URI address =
        URI.create(base.toString().replaceFirst("http", "ws") + "ws/tasks/" + taskId + query);
    watcher.socket = http.newWebSocketBuilder().buildAsync(address, watcher).join();
    return watcher;
  }

  /** Begins to watch from the beginning of the story. */
  public static Watcher of(URI base, String taskId) {
    return of(HttpClient.newHttpClient(), base, taskId, "");
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    unfinished.append(data);
    if (last) {
      messages.add(StenoClient.parse(unfinished.toString()));
      unfinished.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.completeExceptionally(error);
  }

  /** Everything that was said so far. */
  public List<JsonObject> messages() {
    return messages;
  }

  /** What was said of the task itself: without heartbeats and pongs. */
  public List<JsonObject> story() {
    return messages.stream()
        .filter(message -> !OUTSIDE_THE_LOG.contains(message.getString("type")))
        .toList();
  }

  /** The messages of one type. */
  public List<JsonObject> of(String type) {
    return messages.stream().filter(message -> message.getString("type").equals(type)).toList();
  }

  /** Waits until something is said. */
  public JsonObject awaitMessage(String what, Predicate<JsonObject> wanted) {
    await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> messages.stream().anyMatch(wanted));
    return messages.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Waits until the task is complete or failed. */
  public JsonObject awaitEnd() {
    return awaitMessage(
        "the end of the story",
        message ->
            message.getString("type").equals("error")
                || "complete".equals(message.getString("stage", "")));
  }

  /** Waits until the server closes the socket. */
  public int awaitClose() {
    return closed.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
  }

  /** Says something. */
  public void say(String text) {
    socket().sendText(text, true).join();
  }

  /** Goes away without a word, as a broken line does. */
  public void vanish() {
    socket().abort();
  }

  @Override
  public void close() {
    if (!socket().isOutputClosed()) {
      socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }

  private WebSocket socket() {
    if (socket == null) {
      throw new IllegalStateException("not connected");
    }
    return socket;
  }
}
