package dev.steno.engine.model;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, taken piece by piece by a thread that waits for each only so long: the
 * streams of {@link java.net.http.HttpClient} wait for ever on a server that fell silent. One piece
 * is asked for at a time, so a slow disk slows the server down and fills no memory.
 */
final class BodyPieces implements BodySubscriber<BodyPieces>, AutoCloseable {

  /** How often a waiting thread looks whether it should stop. */
  static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();

  /** What arrived: bytes, or the end (no bytes), or a failure. */
  private record Piece(@Nullable List<ByteBuffer> bytes, @Nullable Throwable failure) {}

  @Override
  public CompletionStage<BodyPieces> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription to) {
    if (subscription.complete(to)) {
      to.request(1);
    } else {
      to.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    arrived.add(new Piece(bytes, null));
  }

  @Override
  public void onError(Throwable failure) {
    arrived.add(new Piece(null, failure));
  }

  @Override
  public void onComplete() {
    arrived.add(new Piece(null, null));
  }

  /**
   * Waits for the next piece.
   *
   * @param longest how long it may take
   * @return the piece, or {@code null} at the end
   * @throws HttpTimeoutException where nothing came for so long
   * @throws IOException where the connection broke
   * @throws java.util.concurrent.CancellationException where the work should stop
   */
  @Nullable List<ByteBuffer> next(Duration longest, StopSignal stop) throws IOException {
    stop.check();
    long from = System.nanoTime();
    Piece piece = poll();
    while (piece == null) {
      stop.check();
      if (System.nanoTime() - from > longest.toNanos()) {
        throw new HttpTimeoutException("nothing came for " + longest.toSeconds() + " s");
      }
      piece = poll();
    }
    if (piece.failure != null) {
      throw new IOException("the connection broke", piece.failure);
    }
    if (piece.bytes != null) {
      subscription.join().request(1);
    }
    return piece.bytes;
  }

  private @Nullable Piece poll() {
    try {
      return arrived.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      throw StopSignal.interrupted(interrupted);
    }
  }

  /** Ends the connection unless everything has come already. */
  @Override
  public void close() {
    if (!subscription.cancel(false)) {
      subscription.join().cancel();
    }
  }
}
