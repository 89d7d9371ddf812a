package dev.steno.engine.whisper;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Samples as whisper.cpp takes them, outside of the Java heap. */
final class NativeSamples implements AutoCloseable {

  /**
   * 1.1 s. The library answers nothing where there is one second or less, and reads what is not
   * there where there are fewer than 201 samples; so silence is added.
   */
  private static final int LEAST = 17_600;

  private static final float FULL_SCALE = 32_768;

  private final Memory memory;
  private final int count;

  private NativeSamples(Memory memory, int count) {
    this.memory = memory;
    this.count = count;
  }

  /** Converts 16 kHz mono samples. */
  static NativeSamples of(short[] samples) {
    int count = Math.max(LEAST, samples.length);
    long bytes = (long) count * Float.BYTES;
    Memory memory = new Memory(bytes);
    memory.clear();
    FloatBuffer floats =
        memory.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
    for (short sample : samples) {
      floats.put(sample / FULL_SCALE);
    }
    return new NativeSamples(memory, count);
  }

  Pointer pointer() {
    return memory;
  }

  int count() {
    return count;
  }

  @Override
  public void close() {
    memory.close();
  }
}
