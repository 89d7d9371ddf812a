package dev.steno.engine.remote;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the other server: no more at once than it may get, each in a limited time, and
 * again where trying again may help. Safe for any number of callers; they wait in the order they
 * came.
 *
 * <p>The key goes to the configured address only: a redirection is never followed, and no cookies
 * or credentials of the process are used. HTTP/1.1, since an upgrade to HTTP/2 over plain HTTP
 * irritates some servers, and ending an exchange ends its connection, by which the other server
 * notices.
 *
 * <p>The threads: those of the client's work are ours and end with {@link #close}. One more, which
 * Java's client has for its selector, ends within seconds once the client is garbage; before Java
 * 21 there is no other way to end it, so {@link #close} lets go of the client.
 */
final class RemoteApi implements AutoCloseable {

  private static final Logger LOG = System.getLogger(RemoteApi.class.getName());
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final long IDLE_SECONDS = 5;
  private static final long CLOSE_SECONDS = 2;

  private final RemoteServer server;
  private final Patience patience;
  private final Refusals refusals;
  private final Clock clock;
  private final Semaphore places;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = threads();
  private volatile @Nullable HttpClient client;

  RemoteApi(RemoteServer server, Patience patience, Clock clock) {
    this.server = server;
    this.patience = patience;
    this.refusals = new Refusals(server);
    this.clock = clock;
    this.places = new Semaphore(server.requests(), true);
    this.client =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECT_LIMIT)
            .executor(threads)
            .build();
  }

  private static ExecutorService threads() {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        work -> {
          Thread thread = new Thread(work, "steno-remote-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Asks and waits for the answer.
   *
   * @param cancelled asked ten times a second, on this thread
   * @return the answer, or the refusal after the last try
   * @throws dev.steno.problem.ProblemException with {@code ENGINE_UNAVAILABLE} where there is no
   *     answer, or this is closed
   * @throws java.util.concurrent.CancellationException where the caller no longer wants it
   */
  RemoteAnswer post(Endpoint endpoint, UploadForm form, BooleanSupplier cancelled)
      throws InterruptedException {
    Caller caller = new Caller(cancelled, closed);
    caller.takePlace(places);
    try {
      return tried(request(endpoint, form), caller);
    } finally {
      places.release();
    }
  }

  private HttpRequest request(Endpoint endpoint, UploadForm form) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.address(endpoint))
            .header("Content-Type", form.contentType())
            .header("Accept", "application/json")
            .POST(form.body());
    if (!server.key().isEmpty()) {
      request.header("Authorization", server.key().authorization());
    }
    return request.build();
  }

  private RemoteAnswer tried(HttpRequest request, Caller caller) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      boolean last = tries == patience.tries();
      Duration asked = Duration.ZERO;
      String failure;
      try {
        HttpResponse<byte[]> response = exchanged(request, caller);
        if (last || !Patience.mayPass(response.statusCode())) {
          return new RemoteAnswer(response.statusCode(), response.body());
        }
        asked = Patience.asked(response.headers(), clock);
        failure = "HTTP " + response.statusCode();
      } catch (IOException broken) {
        // Its message may repeat what the server sent.
        failure = server.key().masked(String.valueOf(broken));
        if (last) {
          LOG.log(Level.WARNING, "the remote server failed ({0})", failure);
          throw refusals.unreachable(broken);
        }
      }
      Duration pause = patience.pause(tries, asked, ThreadLocalRandom.current());
      LOG.log(
          Level.WARNING,
          "the remote server failed ({0}); another try in {1} ms",
          failure,
          pause.toMillis());
      caller.pause(pause);
    }
  }

  private HttpResponse<byte[]> exchanged(HttpRequest request, Caller caller)
      throws IOException, InterruptedException {
    HttpClient open = client;
    if (open == null) {
      throw Caller.closedProblem();
    }
    try {
      return caller.await(
          open.sendAsync(request, head -> new BoundedBody(RemoteAnswer.MOST_BYTES + 1)),
          server.limit());
    } catch (TimeoutException late) {
      throw refusals.late();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new IllegalStateException("a request failed as none should", failed);
    }
  }

  /** Ends every request. Who waits for one, and who comes later, gets a problem that says so. */
  @Override
  public void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    try {
      // They notice within a tenth of a second; the places are never given out again.
      if (!places.tryAcquire(server.requests(), CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "requests to the remote server did not end in time");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
    client = null;
  }
}
