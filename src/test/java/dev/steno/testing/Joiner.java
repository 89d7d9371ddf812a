package dev.steno.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One of a crowd that watches a task: without a thread of its own, keeping only what it heard. It
 * comes back by itself where it was too slow, and where it is told to after anything else.
 */
public final class Joiner implements WebSocket.Listener {

  private static final int TRY_AGAIN_LATER = 1013;

  private final HttpClient http;
  private final URI base;
  private final Collected collected;
  private final StringBuilder unfinished = new StringBuilder();
  private volatile CompletableFuture<Integer> ended = new CompletableFuture<>();

  /**
   * One who has not joined yet.
   *
   * @param http may serve many
   * @param base the address of the application
   */
  public Joiner(HttpClient http, URI base, Chronicle chronicle) {
    this.http = http;
    this.base = base;
    this.collected = new Collected(chronicle);
  }

  /** Joins, or comes back; done when the server has let it in. */
  public CompletableFuture<WebSocket> join() {
    ended = new CompletableFuture<>();
    return connect();
  }

  private CompletableFuture<WebSocket> connect() {
    unfinished.setLength(0);
    URI address =
        URI.create(
            base.toString().replaceFirst("http", "ws")
                + "ws/tasks/"
                + collected.taskId()
                + collected.since());
    return http.newWebSocketBuilder().buildAsync(address, this);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    unfinished.append(data);
    if (last) {
      String message = unfinished.toString();
      unfinished.setLength(0);
      hear(message);
    }
    webSocket.request(1);
    return null;
  }

  private void hear(String message) {
    try {
      collected.hear(message);
    } catch (AssertionError nonsense) {
      ended.completeExceptionally(nonsense);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    if (code == TRY_AGAIN_LATER) {
      return connect();
    }
    ended.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    ended.completeExceptionally(error);
  }

  /** What it heard. */
  public Collected collected() {
    return collected;
  }

  /** How it ended since it {@linkplain #join joined}: with a code, or because of what it heard. */
  public CompletableFuture<Integer> ended() {
    return ended;
  }
}
