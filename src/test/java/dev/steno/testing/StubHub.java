package dev.steno.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A hub that serves bytes as a good server would, with ranges and versions, unless it is told to
 * misbehave: each misbehaviour answers one request, in the order they were given.
 */
public final class StubHub implements AutoCloseable {

  private final ServerSocket socket;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Queue<Misbehaviour> misbehaviours = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What was asked. Names of headers are in lower case. */
  public record Request(String path, Map<String, String> headers) {

    /** The value of a header; empty where it is absent. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** Answers one request in its own way; the connection is closed afterwards. */
  @FunctionalInterface
  public interface Misbehaviour {
    /** Answers. */
    void answer(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  /** A hub on a free port of the loopback interface. */
  public StubHub() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** The address of the folder {@code /models/}. */
  public URI address() {
    return URI.create("http://localhost:" + socket.getLocalPort() + "/models/");
  }

  /** Serves bytes under a path. */
  public void serve(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  /** Answers the next request that is not spoken for in another way. */
  public void misbehave(Misbehaviour misbehaviour) {
    misbehaviours.add(misbehaviour);
  }

  /** Everything that was asked so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Answers with a head only. */
  public static Misbehaviour status(int status, String... headers) {
    return (request, out) -> head(out, status, headers);
  }

  /** Promises all of the bytes and breaks off after some. */
  public static Misbehaviour breakOff(byte[] bytes, int after) {
    return (request, out) -> {
      head(out, 200, "Content-Length: " + bytes.length, "ETag: " + version(bytes));
      out.write(bytes, 0, after);
    };
  }

  /** Sends some bytes, and the others once it is let go on. */
  public Misbehaviour holdBack(byte[] bytes, int after, CountDownLatch goOn) {
    return (request, out) -> {
      head(out, 200, "Content-Length: " + bytes.length, "ETag: " + version(bytes));
      out.write(bytes, 0, after);
      out.flush();
      goOn.await();
      out.write(bytes, after, bytes.length - after);
    };
  }

  /** Sends some bytes and then nothing, without closing the connection. */
  public Misbehaviour fallSilent(byte[] bytes, int after) {
    return holdBack(bytes, after, closed);
  }

  /** Sends nothing at all, without closing the connection. */
  public Misbehaviour silent() {
    return (request, out) -> closed.await();
  }

  /** Writes the status and the headers of an answer. */
  public static void head(OutputStream out, int status, String... headers) throws IOException {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    out.write(
        ("HTTP/1.1 " + status + " Stub\r\n" + lines + "Connection: close\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The mark of a version of a file. */
  public static String version(byte[] bytes) {
    return "\"" + java.util.Arrays.hashCode(bytes) + "\"";
  }

  private void accept() {
    while (true) {
      Socket connection;
      try {
        connection = socket.accept();
      } catch (IOException over) {
        return;
      }
      daemon(() -> talk(connection));
    }
  }

  private void talk(Socket connection) {
    try (connection) {
      Request request = read(connection);
      requests.add(request);
      Misbehaviour misbehaviour = misbehaviours.poll();
      if (misbehaviour == null) {
        behave(request, connection.getOutputStream());
      } else {
        misbehaviour.answer(request, connection.getOutputStream());
      }
      connection.shutdownOutput();
    } catch (IOException clientGone) {
      // What clients do is what the tests look at.
      return;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request read(Socket connection) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
    String path = String.valueOf(reader.readLine()).split(" ", -1)[1];
    Map<String, String> headers = new TreeMap<>();
    for (String line = reader.readLine();
        line != null && !line.isEmpty();
        line = reader.readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Request(path, headers);
  }

  private void behave(Request request, OutputStream out) throws IOException {
    byte[] bytes = files.get(request.path());
    if (bytes == null) {
      head(out, 404);
      return;
    }
    String ifRange = request.header("if-range");
    String range = request.header("range");
    int from = 0;
    if (!range.isEmpty() && (ifRange.isEmpty() || ifRange.equals(version(bytes)))) {
      from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    }
    if (from >= bytes.length) {
      head(out, 416, "Content-Range: bytes */" + bytes.length);
      return;
    }
    String length = "Content-Length: " + (bytes.length - from);
    String etag = "ETag: " + version(bytes);
    if (from == 0) {
      head(out, 200, length, etag);
    } else {
      String part = "Content-Range: bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length;
      head(out, 206, length, etag, part);
    }
    out.write(bytes, from, bytes.length - from);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "stub hub");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
    } catch (IOException stuck) {
      throw new UncheckedIOException(stuck);
    }
  }
}
