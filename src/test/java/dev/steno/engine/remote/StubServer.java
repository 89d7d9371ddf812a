package dev.steno.engine.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A transcription server that answers as it is told. */
final class StubServer implements AutoCloseable {

  /** How a request is answered. */
  @FunctionalInterface
  interface Reply {
    void to(HttpExchange exchange, Upload upload) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Queue<Reply> next = new ConcurrentLinkedQueue<>();
  private final List<Upload> uploads = new CopyOnWriteArrayList<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile Reply usual;

  /** A server on a free port of this machine. */
  StubServer(Reply usual) throws IOException {
    this.usual = usual;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try (exchange) {
      Upload upload = Upload.read(exchange);
      uploads.add(upload);
      Reply reply = next.poll();
      (reply == null ? usual : reply).to(exchange, upload);
    } finally {
      atOnce.decrementAndGet();
    }
  }

  /** Its address, without the version of the protocol. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers the next requests so, then as usual again. */
  void next(Reply... replies) {
    next.addAll(List.of(replies));
  }

  /** From now on answers so. */
  void usually(Reply reply) {
    usual = reply;
  }

  /** Everything it was sent, in order. */
  List<Upload> uploads() {
    return uploads;
  }

  int mostAtOnce() {
    return mostAtOnce.get();
  }

  /** Answers with JSON. */
  static Reply json(int status, String json, String... headers) {
    return (exchange, upload) -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    };
  }

  /** Hears this text. */
  static Reply text(String text) {
    return json(200, "{\"text\": \"" + text + "\"}");
  }

  /** Never answers. */
  Reply silence() {
    return (exchange, upload) -> awaitClosing();
  }

  /** Begins an answer and does not go on. */
  Reply halfAnAnswer() {
    return (exchange, upload) -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write("{\"text\": ".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      awaitClosing();
    };
  }

  /** Closes the connection instead of answering. */
  static Reply brokenConnection() {
    return (exchange, upload) -> exchange.close();
  }

  private void awaitClosing() throws IOException {
    try {
      closing.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
