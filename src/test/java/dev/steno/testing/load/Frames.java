package dev.steno.testing.load;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * Frames of RFC 6455 as far as a watcher needs them: those of a server are never masked and, here,
 * never in parts; those of a client are short and always masked.
 */
final class Frames {

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int OPCODE = 0x0f;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private Frames() {}

  /** Who gets what the frames hold: a part of an array, valid during the call only. */
  interface Sink {
    /** A message. */
    void text(byte[] bytes, int from, int to);

    /** A ping, with what the pong has to repeat. */
    void ping(byte[] bytes, int from, int to);

    /** The end, with its code, or 1005 where there is none. */
    void close(int code);

    /** A frame that no server of ours should send. */
    void unexpected(int firstByte);
  }

  /**
   * Reads as many whole frames as there are.
   *
   * @return how many bytes they take
   */
  static int read(byte[] bytes, int length, Sink sink) {
    int at = 0;
    while (length - at >= 2) {
      int payload = bytes[at + 1] & LENGTH;
      int head = 2 + (payload == TWO_BYTES ? 2 : payload == EIGHT_BYTES ? 8 : 0);
      if (length - at < head) {
        break;
      }
      if (head > 2) {
        payload = Math.toIntExact(number(bytes, at + 2, at + head));
      }
      if (length - at - head < payload) {
        break;
      }
      give(bytes, at, at + head, at + head + payload, sink);
      at += head + payload;
    }
    return at;
  }

  private static void give(byte[] bytes, int head, int from, int to, Sink sink) {
    switch (bytes[head] & (FINAL | OPCODE)) {
      case FINAL | TEXT -> sink.text(bytes, from, to);
      case FINAL | PING -> sink.ping(bytes, from, to);
      case FINAL | CLOSE -> sink.close(to - from < 2 ? 1005 : (int) number(bytes, from, from + 2));
      default -> sink.unexpected(bytes[head] & 0xff);
    }
  }

  private static long number(byte[] bytes, int from, int to) {
    long number = 0;
    for (int at = from; at < to; at++) {
      number = (number << 8) | (bytes[at] & 0xff);
    }
    return number;
  }

  /** The answer to a ping. */
  static ByteBuffer pong(byte[] bytes, int from, int to, Random random) {
    byte[] mask = new byte[4];
    random.nextBytes(mask);
    ByteBuffer frame = ByteBuffer.allocate(2 + mask.length + to - from);
    frame.put((byte) (FINAL | PONG)).put((byte) (MASKED | to - from)).put(mask);
    for (int at = from; at < to; at++) {
      frame.put((byte) (bytes[at] ^ mask[(at - from) % mask.length]));
    }
    return frame.flip();
  }
}
