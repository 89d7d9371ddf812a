package dev.steno.testing;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client that speaks the protocol (RFC 6455) by hand, so that it can speak it wrongly,
 * read as slowly as it likes, and break the line. One thread at a time may read, and one write.
 */
public final class RawSocket implements AutoCloseable {

  /** In the first byte of a frame: the last of its message. */
  public static final int LAST = 0x80;

  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  /** The close code that stands for a line that broke without one. */
  public static final int BROKEN = 1006;

  private static final int PATIENCE_MILLIS = 30_000;

  /**
   * The line under the socket.
   *
   * @param from the last number of this end's address, which begins with 127.0.0
   * @param receiveBuffer what the system takes in before anybody reads, in bytes, or 0 for as much
   *     as it likes
   */
  public record Line(int from, int receiveBuffer) {

    /** As everybody's. */
    public static final Line ORDINARY = new Line(1, 0);

    /** One that is full soon where nobody reads. */
    public static final Line NARROW = new Line(1, 4096);

    /** From another address of this machine. */
    public static Line from(int number) {
      return new Line(number, 0);
    }
  }

  /** A frame of the server. */
  public record Frame(int opcode, ByteBuffer payload) {

    /** Its payload as text. */
    public String text() {
      return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
    }
  }

  /**
   * How the server ended the connection.
   *
   * @param code the close code, or {@link #BROKEN}
   * @param reason why, in words, or empty
   */
  public record Ending(int code, String reason) {}

  private final Socket socket;
  private final DataInputStream in;
  private boolean answersPings = true;
  private @Nullable Ending ending;

  private RawSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** A bare connection to the server, on which nothing was said yet. */
  public static RawSocket connect(URI base, Line line) throws IOException {
    Socket socket = new Socket();
    // The buffer counts only where it is set before.
    if (line.receiveBuffer() > 0) {
      socket.setReceiveBufferSize(line.receiveBuffer());
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.bind(loopback(line.from(), 0));
    socket.connect(loopback(1, base.getPort()), PATIENCE_MILLIS);
    return new RawSocket(socket);
  }

  private static InetSocketAddress loopback(int number, int port) throws IOException {
    byte[] address = {127, 0, 0, (byte) number};
    return new InetSocketAddress(InetAddress.getByAddress(address), port);
  }

  /**
   * Watches a task.
   *
   * @param base the address of the application
   * @param query what follows the task in the address, for example {@code ?since=3}, or empty
   * @throws IOException where the server does not answer with 101
   */
  public static RawSocket open(URI base, String taskId, String query, Line line)
      throws IOException {
    RawSocket opened = connect(base, line);
    try {
      opened.bytes(handshake(base, taskId, query));
      String answer = opened.head();
      if (!answer.startsWith("HTTP/1.1 101 ")) {
        throw new IOException("no switch of protocols: " + answer);
      }
      return opened;
    } catch (IOException refused) {
      opened.close();
      throw refused;
    }
  }

  /** Watches a task from the beginning of its story. */
  public static RawSocket open(URI base, String taskId) throws IOException {
    return open(base, taskId, "", Line.ORDINARY);
  }

  /** The request that asks the server to speak WebSocket. */
  public static byte[] handshake(URI base, String taskId, String query) {
    byte[] nonce = new byte[16];
    ThreadLocalRandom.current().nextBytes(nonce);
    return ("GET "
            + base.getPath()
            + "ws/tasks/"
            + taskId
            + query
            + " HTTP/1.1\r\nHost: localhost:"
            + base.getPort()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
            + "\r\nSec-WebSocket-Key: "
            + Base64.getEncoder().encodeToString(nonce)
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  /** From now on pings of the server stay without an answer. */
  public RawSocket mute() {
    answersPings = false;
    return this;
  }

  /** Says something. */
  public void say(String text) throws IOException {
    frame(LAST | TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends a frame as it should be.
   *
   * @param first its first byte: opcode and flags
   */
  public void frame(int first, byte[] payload) throws IOException {
    frame(first, payload.length, payload);
  }

  /**
   * Sends a frame that announces another length than it has.
   *
   * @param first its first byte: opcode and flags
   * @param announced the length it claims to have
   */
  public void frame(int first, long announced, byte[] payload) throws IOException {
    bytes(ClientFrame.masked(first, announced, payload));
  }

  /** Sends a frame that is not masked, which no client may do. */
  public void unmasked(int first, byte[] payload) throws IOException {
    bytes(ClientFrame.unmasked(first, payload));
  }

  /** Sends bytes as they are. */
  public void bytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Says goodbye, as one should. */
  public void sayGoodbye(int code) throws IOException {
    frame(LAST | CLOSE, new byte[] {(byte) (code >> Byte.SIZE), (byte) code});
  }

  /**
   * Reads a frame, and answers it where it is a ping.
   *
   * @throws EOFException where the server broke the line
   */
  public Frame read() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0f;
    long length = in.readUnsignedByte() & 0x7f;
    if (length == ClientFrame.TWO_BYTES_FOLLOW) {
      length = in.readUnsignedShort();
    } else if (length == ClientFrame.EIGHT_BYTES_FOLLOW) {
      length = in.readLong();
    }
    byte[] payload = in.readNBytes(Math.toIntExact(length));
    if (payload.length < length) {
      throw new EOFException("the line broke inside a frame");
    }
    if (opcode == PING && answersPings) {
      frame(LAST | PONG, payload);
    }
    return new Frame(opcode, ByteBuffer.wrap(payload));
  }

  /**
   * Reads the next text of the server; the server never sends one in pieces.
   *
   * @return {@code null} where the connection {@linkplain #ending ended}
   */
  public @Nullable String readText() throws IOException {
    while (ending == null) {
      Frame frame;
      try {
        frame = read();
      } catch (EOFException broken) {
        ending = new Ending(BROKEN, "");
        return null;
      }
      if (frame.opcode() == TEXT) {
        return frame.text();
      }
      if (frame.opcode() == CLOSE) {
        ending = ending(frame.payload());
      }
    }
    return null;
  }

  private static Ending ending(ByteBuffer close) {
    return close.remaining() < 2
        ? new Ending(BROKEN, "")
        : new Ending(close.getChar(), StandardCharsets.UTF_8.decode(close).toString());
  }

  /** How it ended, once {@link #readText} gave nothing. */
  public Ending ending() {
    if (ending == null) {
      throw new IllegalStateException("it has not ended");
    }
    return ending;
  }

  /** Reads on until the server ends the connection. */
  public Ending awaitEnding() throws IOException {
    Deadline deadline = new Deadline("an end");
    for (String text = readText(); text != null; text = readText()) {
      deadline.check(text);
    }
    return ending();
  }

  /** Reads on until the server says something that contains a text. */
  public String awaitText(String part) throws IOException {
    Deadline deadline = new Deadline(part);
    for (String text = readText(); text != null; text = readText()) {
      if (text.contains(part)) {
        return text;
      }
      deadline.check(text);
    }
    throw new AssertionError("it ended without " + part + ": " + ending());
  }

  /** Reads on until the server sends a frame of a kind. */
  public Frame awaitFrame(int opcode) throws IOException {
    Deadline deadline = new Deadline("a frame " + opcode);
    Frame frame = read();
    while (frame.opcode() != opcode) {
      deadline.check(frame.text());
      frame = read();
    }
    return frame;
  }

  /** A server that goes on with something else, if only heartbeats, is not waited for for ever. */
  private static final class Deadline {
    private final String wanted;
    private final long begin = System.nanoTime();

    Deadline(String wanted) {
      this.wanted = wanted;
    }

    void check(String instead) {
      if (System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
        throw new AssertionError("still no " + wanted + ", but " + instead);
      }
    }
  }

  /** Breaks the line with a reset: what was on its way either way is lost. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Drops the line without a goodbye. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
