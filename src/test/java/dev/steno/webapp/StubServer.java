package dev.steno.webapp;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.steno.testing.browser.WebAppFiles;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A server with one task, behind a proxy that closes every socket at once. */
final class StubServer {

  /** The address of the task's page. */
  static final URI PAGE = WebAppFiles.BASE.resolve("index.html#/tasks/T");

  private static final String PROBLEM = "application/problem+json";

  private String status = "running";
  private String stage = "transcribing";
  private int percentage;
  private int attempt = 1;
  private int seq;
  private @Nullable String error;
  private List<String> turns = List.of();
  private boolean away;

  private StubServer() {}

  /** Serves the page and its task. */
  static StubServer behindAProxy(Page page) {
    StubServer server = new StubServer();
    WebAppFiles.serve(page, StubServer.class);
    page.route(WebAppFiles.BASE + "api/tasks/T**", server::answer);
    page.route(WebAppFiles.BASE + "api/tasks/T/**", server::answer);
    page.routeWebSocket("**/ws/**", socket -> socket.close());
    return server;
  }

  /** The task gets on. */
  void recognise(int percentage, String... turns) {
    this.percentage = percentage;
    this.turns = List.of(turns);
    seq += 3;
  }

  /** The task is done. */
  void complete(String... turns) {
    recognise(100, turns);
    status = "completed";
    stage = "complete";
  }

  /** The task fails. */
  void fail(String... turns) {
    recognise(percentage, turns);
    status = "failed";
    error =
        """
        {"error_code":"DECODE_FAILED","user_message":"The sound cannot be decoded."}\
        """;
  }

  /** From now on, nobody gets an answer, or everybody again. */
  void away(boolean away) {
    this.away = away;
  }

  private void retry() {
    recognise(0);
    status = "queued";
    stage = "queued";
    error = null;
    attempt++;
  }

  private void answer(Route route) {
    if (away) {
      route.abort();
      return;
    }
    Request request = route.request();
    String path = URI.create(request.url()).getPath().replaceFirst(".*/api/tasks/T", "");
    switch (request.method() + " " + path) {
      case "GET " -> fulfill(route, 200, task());
      case "GET /progress" -> fulfill(route, 200, newest());
      case "GET /transcript" -> readTranscript(route, request.url().contains("partial=true"));
      case "POST /retry" -> {
        retry();
        fulfill(route, 202, task());
      }
      default -> fulfill(route, 404, "{\"code\":\"NOT_FOUND\"}");
    }
  }

  private void readTranscript(Route route, boolean partial) {
    if (partial || List.of("completed", "failed").contains(status)) {
      fulfill(route, 200, transcript());
    } else {
      fulfill(route, 409, "{\"code\":\"CONFLICT\",\"detail\":\"not ready\"}");
    }
  }

  private static void fulfill(Route route, int status, String json) {
    String type = status < 400 ? "application/json" : PROBLEM;
    route.fulfill(new FulfillOptions().setStatus(status).setContentType(type).setBody(json));
  }

  private String task() {
    return String.format(
        Locale.ROOT,
        """
        {"id":"T","status":"%s","stage":"%s","percentage":%d,"file_name":"talk.mp3","size":9000,
         "attempt":%d,"created_at":"2026-01-01T10:00:00Z","warnings":[],"error":%s}
        """,
        status,
        stage,
        percentage,
        attempt,
        error);
  }

  private String newest() {
    String fields =
        error == null
            ? String.format(
                Locale.ROOT,
                "\"type\":\"progress\",\"stage\":\"%s\",\"percentage\":%d,\"message\":null",
                stage,
                percentage)
            : "\"type\":\"error\"," + error.replace("{", "").replace("}", "");
    return "{\"task_id\":\"T\",\"seq\":" + seq + ",\"attempt\":" + attempt + "," + fields + "}";
  }

  private String transcript() {
    return IntStream.range(0, turns.size())
        .mapToObj(this::turn)
        .collect(
            Collectors.joining(
                ",", "{\"task_id\":\"T\",\"revision\":0,\"speakers\":[],\"turns\":[", "]}"));
  }

  private String turn(int index) {
    int start = index * 5;
    return String.format(
        Locale.ROOT,
        "{\"id\":\"t%d\",\"start\":%d,\"end\":%d,\"words\":[{\"text\":\"%s\"}]}",
        index,
        start,
        start + 4,
        turns.get(index));
  }
}
