package dev.steno.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the bytes of a frame as a client sends it, also of one that no client should send. */
final class ClientFrame {

  static final int TWO_BYTES_FOLLOW = 126;
  static final int EIGHT_BYTES_FOLLOW = 127;

  private static final int MASKED = 0x80;

  private ClientFrame() {}

  /**
   * A frame.
   *
   * @param first its first byte: opcode and flags
   * @param announced the length it claims to have
   */
  static byte[] masked(int first, long announced, byte[] payload) throws IOException {
    byte[] mask = new byte[4];
    ThreadLocalRandom.current().nextBytes(mask);
    ByteArrayOutputStream frame = head(first, MASKED, announced);
    frame.writeBytes(mask);
    for (int index = 0; index < payload.length; index++) {
      frame.write(payload[index] ^ mask[index % mask.length]);
    }
    return frame.toByteArray();
  }

  /** A frame that is not masked, which no client may send. */
  static byte[] unmasked(int first, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = head(first, 0, payload.length);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private static ByteArrayOutputStream head(int first, int masked, long length) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(frame);
    head.writeByte(first);
    if (length >= 0 && length < TWO_BYTES_FOLLOW) {
      head.writeByte(masked | (int) length);
    } else if (length >= 0 && length < 1 << Character.SIZE) {
      head.writeByte(masked | TWO_BYTES_FOLLOW);
      head.writeShort((int) length);
    } else {
      head.writeByte(masked | EIGHT_BYTES_FOLLOW);
      head.writeLong(length);
    }
    return frame;
  }
}
