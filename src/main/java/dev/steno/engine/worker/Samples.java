package dev.steno.engine.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** 16 kHz mono samples on their way to a worker, as the bytes of the wire. */
final class Samples {

  private final byte[] bytes;

  private Samples(byte[] bytes) {
    this.bytes = bytes;
  }

  static Samples of(short[] samples) {
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return new Samples(bytes.array());
  }

  /** Takes the array over. */
  static Samples ofBytes(byte[] littleEndian) {
    return new Samples(littleEndian);
  }

  byte[] bytes() {
    return bytes;
  }

  short[] toArray() {
    short[] samples = new short[bytes.length / Short.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }
}
