package dev.steno.testing.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * One of many watchers. Sees that numbers rise and no segment is left out, and measures; all on the
 * thread of its reactor.
 */
final class LoadWatcher implements Frames.Sink {

  private static final byte[] NOTHING = new byte[0];
  private static final byte[] SEQ = "\"seq\":".getBytes(StandardCharsets.US_ASCII);
  // Every message begins {"type":" and the first letter of the type tells it from the others.
  private static final int TYPE = 9;

  private final int port;
  private final String path;
  private final SocketChannel channel;
  private final Tally tally;
  private final Random random;
  private final Runnable onOpen;

  private byte[] unfinished = NOTHING;
  private boolean open;
  private boolean closing;
  private long lastSeq;
  private long lastOrdinal;
  private long lastHeartbeat;
  private long now;
  private int segments;

  /**
   * A watcher whose connection is still to be made.
   *
   * @param onOpen called once, when it watches or could not begin to
   */
  LoadWatcher(
      int port, String path, SocketChannel channel, Tally tally, Random random, Runnable onOpen) {
    this.port = port;
    this.path = path;
    this.channel = channel;
    this.tally = tally;
    this.random = random;
    this.onOpen = onOpen;
  }

  /**
   * Does what its channel is ready for.
   *
   * @param buffer for the bytes, shared by the watchers of a thread
   * @return how many segments came
   */
  int ready(SelectionKey key, ByteBuffer buffer, byte[] bytes) {
    segments = 0;
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        write(Handshake.request(port, path, random));
      } else {
        read(buffer, bytes);
      }
    } catch (IOException broken) {
      lost(broken.toString());
    }
    return segments;
  }

  private void read(ByteBuffer buffer, byte[] bytes) throws IOException {
    System.arraycopy(unfinished, 0, bytes, 0, unfinished.length);
    buffer.clear().limit(bytes.length - unfinished.length);
    int count = channel.read(buffer);
    if (count < 0) {
      lost("the server closed the connection");
      return;
    }
    now = Stamp.micros();
    buffer.flip().get(bytes, unfinished.length, count);
    int length = unfinished.length + count;
    int used = open ? 0 : greeted(bytes, length);
    if (open) {
      if (used > 0) {
        System.arraycopy(bytes, used, bytes, 0, length - used);
        length -= used;
      }
      used = Frames.read(bytes, length, this);
    }
    unfinished = used == length ? NOTHING : Arrays.copyOfRange(bytes, used, length);
  }

  private int greeted(byte[] bytes, int length) throws IOException {
    int answer = Handshake.answerLength(bytes, length);
    if (answer < 0) {
      return 0;
    }
    if (!Handshake.isAccepted(bytes, answer)) {
      throw new IOException(new String(bytes, 0, answer, StandardCharsets.US_ASCII));
    }
    open = true;
    onOpen.run();
    return answer;
  }

  @Override
  public void text(byte[] bytes, int from, int to) {
    switch (bytes[from + TYPE]) {
      case 's', 'p' -> told(bytes, from, to);
      case 'h' -> heartbeat();
      default -> tally.fault(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
  }

  private void told(byte[] bytes, int from, int to) {
    long seq = Scan.number(bytes, Scan.after(bytes, from, to, SEQ));
    if (seq <= lastSeq) {
      tally.fault(path + ": " + seq + " after " + lastSeq);
    }
    lastSeq = seq;
    int stamp = Stamp.find(bytes, from, to);
    if (stamp < 0) {
      // Told by others: the task was made, or cancelled.
      return;
    }
    tally.latency(now - Stamp.happened(bytes, stamp));
    long ordinal = Stamp.ordinal(bytes, stamp);
    if (ordinal > 0) {
      if (lastOrdinal > 0 && ordinal != lastOrdinal + 1) {
        tally.fault(path + ": segment " + ordinal + " after " + lastOrdinal);
      }
      lastOrdinal = ordinal;
      segments++;
    }
  }

  private void heartbeat() {
    if (lastHeartbeat > 0) {
      tally.heartbeat(now - lastHeartbeat);
    }
    lastHeartbeat = now;
  }

  @Override
  public void ping(byte[] bytes, int from, int to) {
    try {
      write(Frames.pong(bytes, from, to, random));
    } catch (IOException broken) {
      lost(broken.toString());
    }
  }

  @Override
  public void close(int code) {
    lost("closed with " + code);
  }

  @Override
  public void unexpected(int firstByte) {
    lost("a frame that begins with " + Integer.toHexString(firstByte));
  }

  /** Goes away, on purpose. */
  void leave() {
    closing = true;
    try {
      channel.close();
    } catch (IOException failed) {
      tally.fault(failed.toString());
    }
  }

  private void lost(String how) {
    if (!closing) {
      tally.fault(path + ": " + how);
      if (!open) {
        onOpen.run();
      }
      leave();
    }
  }

  /** What is written is so short that it fits into the empty buffer of the connection. */
  private void write(ByteBuffer bytes) throws IOException {
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      throw new IOException("the server reads nothing");
    }
  }
}
