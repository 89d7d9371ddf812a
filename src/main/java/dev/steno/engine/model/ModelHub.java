package dev.steno.engine.model;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The place on the network where model files are published, or a mirror of it. */
public final class ModelHub {

  private final URI base;
  private final HubLimits limits;
  private final Executor executor;

  /**
   * A hub.
   *
   * @param base the address of the folder of the files, HTTP or HTTPS
   * @param limits how patient downloads are
   * @param executor runs what arrives, in short pieces
   */
  public ModelHub(URI base, HubLimits limits, Executor executor) {
    this.base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
    this.limits = limits;
    this.executor = executor;
  }

  HubLimits limits() {
    return limits;
  }

  /** The host's name, for sentences. */
  String host() {
    return base.getHost();
  }

  /**
   * A connection for one download. HTTP/1.1, since one file at a time gains nothing from streams
   * beside each other, and since a broken one then breaks nothing else.
   */
  Connection connect() {
    // Has no close in Java 17: its thread ends once nobody holds the client any more.
    return new Connection(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .executor(executor)
            .build());
  }

  /** Asks the hub for files, and follows it where it sends us. */
  final class Connection {

    private final HttpClient client;

    private Connection(HttpClient client) {
      this.client = client;
    }

    /**
     * Asks for a file.
     *
     * @param model whose file
     * @param from the first byte wanted
     * @param version the version of which the rest is wanted, where that is known
     * @throws BrokenTransferException where there was no answer
     * @throws ProblemException where the hub leads us astray
     * @throws java.util.concurrent.CancellationException where the work should stop
     */
    HubAnswer get(KnownModel model, long from, @Nullable String version, StopSignal stop)
        throws BrokenTransferException {
      URI address = base.resolve(model.fileName());
      for (int redirects = 0; redirects <= Redirect.MOST; redirects++) {
        HubAnswer answer = send(request(address, from, version), stop);
        if (!Redirect.isOne(answer.status())) {
          return answer;
        }
        answer.close();
        address =
            Redirect.target(address, answer.headers().firstValue("Location").orElse(""))
                .orElseThrow(() -> astray("to an address that is not safe to follow"));
      }
      throw astray("in circles");
    }

    private HttpRequest request(URI address, long from, @Nullable String version) {
      HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(limits.stall());
      if (from > 0) {
        request.header("Range", "bytes=" + from + "-");
        if (version != null) {
          request.header("If-Range", version);
        }
      }
      return request.build();
    }

    private HubAnswer send(HttpRequest request, StopSignal stop) throws BrokenTransferException {
      CompletableFuture<HttpResponse<BodyPieces>> answer =
          client.sendAsync(request, head -> new BodyPieces());
      try {
        while (true) {
          try {
            HttpResponse<BodyPieces> response =
                answer.get(BodyPieces.LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            return new HubAnswer(response.statusCode(), response.headers(), response.body());
          } catch (TimeoutException notYet) {
            stop.check();
          }
        }
      } catch (ExecutionException failed) {
        throw broken(failed.getCause());
      } catch (InterruptedException interrupted) {
        throw StopSignal.interrupted(interrupted);
      } finally {
        // Ends the exchange where nobody waits for it any more; otherwise it does nothing.
        answer.cancel(true);
      }
    }

    private BrokenTransferException broken(@Nullable Throwable cause) {
      if (cause instanceof IOException) {
        return new BrokenTransferException(
            "no answer from " + host() + ": " + cause.getClass().getSimpleName(), null, cause);
      }
      throw new IllegalStateException("asking the hub failed", cause);
    }

    private ProblemException astray(String where) {
      return new ProblemException(
          ErrorCode.DOWNLOAD_FAILED,
          "The hub "
              + host()
              + " sends us "
              + where
              + ". Ask your administrator to look at STENO_MODEL_HUB.");
    }
  }
}
