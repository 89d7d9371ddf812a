package dev.steno.testing.load;

import dev.steno.testing.Deployments;
import dev.steno.testing.ServerProcess;
import dev.steno.testing.StenoClient;
import dev.steno.testing.StoryTeller;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with Steno and the bare endpoint side by side, worked from afar. */
public final class LoadServer implements AutoCloseable {

  private static final Pattern VERSION = Pattern.compile("Payara Micro \\d[\\d.]*");

  private final ServerProcess server;
  private final StenoClient client;

  private LoadServer(ServerProcess server) {
    this.server = server;
    this.client = new StenoClient(server.base());
  }

  /**
   * Starts it.
   *
   * @param home its data folder
   * @param settings further settings
   */
  public static LoadServer start(Path home, Map<String, String> settings) throws IOException {
    Path war =
        Deployments.file(
            "load",
            StoryTeller.class,
            LoadDriver.class,
            BareSocket.class,
            StoringTime.class,
            Audience.class,
            Series.class,
            TaskNumbers.class,
            Teller.class,
            Told.class,
            Stamp.class,
            Scan.class);
    return new LoadServer(ServerProcess.start(war, home, settings, true));
  }

  /** The port it listens on. */
  public int port() {
    return server.base().getPort();
  }

  /** The server in words. */
  public String inWords() {
    // The server does not tell its applications which version it is.
    Matcher version = VERSION.matcher(server.log());
    return (version.find() ? version.group() : "unknown server") + "; " + get("load/server");
  }

  /** Makes tasks that nobody transcribes. */
  public List<String> tasks(int count) {
    return post("testing/tasks?count=" + count, "").lines().toList();
  }

  /** Tells a series and waits until it is told, not until it has arrived. */
  public Told tell(List<String> tasks, Series series) {
    String parameters =
        "to=%s&count=%d&rate=%d&segments=%d&length=%d&tasks=%s"
            .formatted(
                series.to(),
                series.count(),
                series.rate(),
                series.segments(),
                series.length(),
                URLEncoder.encode(String.join(" ", tasks), StandardCharsets.UTF_8));
    return Told.parse(post("load/tell", parameters));
  }

  /** Tells a series meanwhile. */
  public CompletableFuture<Told> telling(List<String> tasks, Series series) {
    return CompletableFuture.supplyAsync(() -> tell(tasks, series));
  }

  /** How many watchers Steno has. */
  public int watchers() {
    return Integer.parseInt(get("testing/sockets"));
  }

  /** How many watchers the bare endpoint has. */
  public int bareWatchers() {
    return Integer.parseInt(get("load/bare"));
  }

  /** Processor time used so far, in seconds. */
  public double cpuSeconds() {
    return cpuSeconds(ProcessHandle.of(server.pid()).orElseThrow());
  }

  /** Processor time that a process has used so far, in seconds. */
  static double cpuSeconds(ProcessHandle process) {
    Duration used = process.info().totalCpuDuration().orElseThrow();
    return used.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
  }

  /** What lives in its heap, after its garbage was collected. */
  public LiveHeap heap() throws IOException {
    return LiveHeap.of(server.pid());
  }

  /** Its side of a connection to a port of this machine. */
  public ServerSide connectionTo(int clientPort) throws IOException {
    return ServerSide.of(port(), clientPort);
  }

  private String get(String path) {
    return answer(client.request(path).GET());
  }

  private String post(String path, String parameters) {
    return answer(
        client
            .request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(parameters)));
  }

  private String answer(HttpRequest.Builder request) {
    HttpResponse<String> answer = client.send(request);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body().strip();
  }

  @Override
  public void close() {
    server.close();
  }
}
