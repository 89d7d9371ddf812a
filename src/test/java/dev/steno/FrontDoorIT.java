package dev.steno;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steno.testing.ServerProcess;
import dev.steno.testing.Speech;
import dev.steno.testing.StenoClient;
import dev.steno.testing.Watcher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what large things do to the server while they come in. */
class FrontDoorIT {

  private static final String TASKS = "api/tasks";

  @TempDir static Path home;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    // On every interface: the rule must hold without the help of the listener.
    server = ServerProcess.start(home, Map.of(), false);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private final StenoClient client = new StenoClient(server.base());

  /** Java's client sets {@code Host} and {@code Via} itself, so the request is written by hand. */
  private static String read(String host, String... headers) throws IOException {
    return raw("GET", "/api/tasks", host, headers);
  }

  private static String raw(String method, String path, String host, String... headers)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.base().getPort())) {
      String request =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nConnection: close\r\n"
              + String.join("", List.of(headers).stream().map(line -> line + "\r\n").toList())
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return String.join("\n", answer.lines().toList());
    }
  }

  private static Optional<InetAddress> addressOfThisMachine() throws SocketException {
    return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
        .findFirst();
  }

  @Test
  void aCallerOnTheLoopbackInterfaceIsServed() {
    assertThat(client.get(TASKS).statusCode()).isEqualTo(200);
  }

  @Test
  void aCallerFromElsewhereIsToldHowToOpenTheServer() throws IOException {
    Optional<InetAddress> own = addressOfThisMachine();
    org.junit.jupiter.api.Assumptions.assumeTrue(own.isPresent(), "no other network interface");
    URI base =
        URI.create(
            "http://" + own.orElseThrow().getHostAddress() + ":" + server.base().getPort() + "/");
    for (String path : List.of("", TASKS, "health")) {
      HttpResponse<String> answer = new StenoClient(base).get(path);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("STENO_ACCESS=open").contains("\"code\":\"FORBIDDEN\"");
    }
    assertHandshakeRefused(base, Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=1.2.3.4",
        "X-Forwarded-For: 1.2.3.4",
        "X-Forwarded-Proto: https",
        "X-Real-IP: 1.2.3.4",
        "Via: 1.1 proxy"
      })
  void aProxyOnThisMachineDoesNotOpenTheServer(String header) throws IOException {
    assertThat(read("localhost", header)).startsWith("HTTP/1.1 403").contains("STENO_ACCESS=open");
  }

  @Test
  void aNameThatIsNotOursIsRefused() throws IOException {
    assertThat(read("evil.example:" + server.base().getPort()))
        .startsWith("HTTP/1.1 403")
        .contains("STENO_HOSTS");
    assertThat(read("127.0.0.1.evil.example")).startsWith("HTTP/1.1 403");
    assertThat(read("[::1]")).startsWith("HTTP/1.1 200");
    assertThat(read("127.0.0.1")).startsWith("HTTP/1.1 200");
  }

  @Test
  void thePageOfAnotherSiteCanNeitherPostNorWatch() throws IOException {
    assertThat(raw("POST", "/api/tasks", "localhost", "Origin: http://evil.example"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("POST", "/api/tasks", "localhost", "Origin: null")).startsWith("HTTP/1.1 403");
    assertThat(raw("DELETE", "/api/tasks/1", "localhost", "Sec-Fetch-Site: cross-site"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("DELETE", "/api/tasks/1", "localhost", "Sec-Fetch-Site: same-origin"))
        .startsWith("HTTP/1.1 404");
    assertHandshakeRefused(server.base(), Map.of("Origin", "http://evil.example"));
  }

  @Test
  void theOwnPageCanWatch() {
    String task = client.uploaded(Speech.silence(1), "own.wav");
    URI address = URI.create("ws://localhost:" + server.base().getPort() + "/ws/tasks/" + task);
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Origin", "http://localhost:" + server.base().getPort())
        .buildAsync(address, new java.net.http.WebSocket.Listener() {})
        .join()
        .abort();
    try (Watcher watcher = Watcher.of(server.base(), task)) {
      watcher.awaitEnd();
    }
  }

  private static void assertHandshakeRefused(URI base, Map<String, String> headers) {
    java.net.http.WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    headers.forEach(builder::header);
    URI address = URI.create(base.toString().replace("http", "ws") + "ws/tasks/1");
    assertThatThrownBy(
            () -> builder.buildAsync(address, new java.net.http.WebSocket.Listener() {}).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void theFiguresOfTheSocketsAndTheHeartbeatAreThere() {
    String task = client.uploaded(Speech.silence(1), "counted.wav");
    try (Watcher watcher = Watcher.of(server.base(), task)) {
      watcher.awaitEnd();
      HttpResponse<String> answer = client.get("metrics");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
      Map<String, Double> figures =
          answer
              .body()
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split(" ", -1))
              .collect(Collectors.toMap(line -> line[0], line -> Double.valueOf(line[1])));
      assertThat(figures.get("steno_sockets")).isEqualTo(1);
      assertThat(figures.get("steno_sockets_opened_total")).isPositive();
      assertThat(figures.get("steno_messages_sent_total")).isPositive();
      assertThat(figures.get("steno_events_total")).isPositive();
      assertThat(figures.get("steno_tasks{status=\"completed\"}")).isPositive();
      assertThat(figures.get("steno_heartbeat_failures_total")).isZero();
      assertThat(figures)
          .containsKeys(
              "steno_heartbeat_age_seconds", "steno_sockets_ended_total{reason=\"too_slow\"}");
    }
  }

  @Test
  void theServerOfPeopleListensOnLoopbackOnly(@TempDir Path otherHome) throws IOException {
    Optional<InetAddress> own = addressOfThisMachine();
    org.junit.jupiter.api.Assumptions.assumeTrue(own.isPresent(), "no other network interface");
    try (ServerProcess loopback = ServerProcess.start(otherHome, Map.of(), true)) {
      assertThatThrownBy(() -> new Socket(own.orElseThrow(), loopback.base().getPort()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.base().getPort())) {
      String head =
          "POST /api/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n"
              + "Content-Type: multipart/form-data; boundary=a-boundary-that-occurs-nowhere\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(StenoClient.fileHead("broken.wav"));
      socket.getOutputStream().write(new byte[100_000]);
      socket.getOutputStream().flush();
      await("the upload is seen")
          .until(() -> client.json("api/tasks?q=broken.wav").getInt("total") == 1);
    }
    await("nothing is left")
        .atMost(Duration.ofSeconds(60))
        .until(() -> client.json("api/tasks?q=broken.wav").getInt("total") == 0);
  }

  @Test
  void halfAGigabyteIsTakenWithoutFillingTheHeap() throws Exception {
    long before = liveHeap();
    int size = 500 * 1024 * 1024;
    HttpResponse<String> answer =
        client.send(
            client.multipart(
                BodyPublishers.ofInputStream(
                    () ->
                        new SequenceInputStream(
                            Collections.enumeration(
                                List.of(
                                    new java.io.ByteArrayInputStream(
                                        StenoClient.fileHead("large.bin")),
                                    new Zeros(size),
                                    new java.io.ByteArrayInputStream(StenoClient.end())))))));
    assertThat(answer.statusCode()).isEqualTo(202);
    long growth = liveHeap() - before;
    assertThat(growth).as("bytes").isLessThan(64L * 1024 * 1024);
    String task = StenoClient.parse(answer.body()).getString("id");
    assertThat(StenoClient.parse(answer.body()).getInt("size")).isEqualTo(size);
    assertThat(client.ended(task).getString("status")).isEqualTo("failed");
    assertThat(client.delete("api/tasks/" + task).statusCode()).isEqualTo(204);
  }

  /** What is still there after a collection, in bytes; asked of the JVM itself. */
  private static long liveHeap() throws Exception {
    Process histogram =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(server.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new BufferedReader(
                new InputStreamReader(histogram.getInputStream(), StandardCharsets.UTF_8))
            .lines()
            .toList();
    String total =
        lines.stream().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
    return Long.parseLong(total.trim().split("\\s+", -1)[2]);
  }

  /** So many bytes of nothing. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      left -= count;
      return count;
    }
  }
}
