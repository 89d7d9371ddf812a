package dev.steno.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Decoded audio in a file: 16 kHz, one channel, signed 16-bit little-endian samples, no header.
 * Safe for several readers at once.
 */
public final class PcmAudio implements Closeable {

  /** Samples per second. */
  public static final int SAMPLE_RATE = 16_000;

  private static final int BYTES_PER_SAMPLE = 2;

  private final FileChannel channel;
  private final long samples;

  private PcmAudio(FileChannel channel, long samples) {
    this.channel = channel;
    this.samples = samples;
  }

  /** Opens a file of samples. */
  public static PcmAudio open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new PcmAudio(channel, channel.size() / BYTES_PER_SAMPLE);
  }

  /** How many samples there are. */
  public long samples() {
    return samples;
  }

  /** The length in milliseconds, rounded down. */
  public long millis() {
    return toMillis(samples);
  }

  /** Where a sample lies, in milliseconds, rounded down. */
  public static long toMillis(long sample) {
    return sample * 1000 / SAMPLE_RATE;
  }

  /**
   * Reads samples.
   *
   * @param from first sample, from 0
   * @param to the sample after the last, at most {@link #samples()}
   */
  public short[] read(long from, long to) throws IOException {
    if (from < 0 || to < from || to > samples) {
      throw new IllegalArgumentException(from + " to " + to + " of " + samples + " samples");
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact((to - from) * BYTES_PER_SAMPLE))
            .order(ByteOrder.LITTLE_ENDIAN);
    long position = from * BYTES_PER_SAMPLE;
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, position + bytes.position());
      if (read < 0) {
        throw new IOException("the decoded audio became shorter while it was read");
      }
    }
    short[] result = new short[Math.toIntExact(to - from)];
    bytes.flip().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(result);
    return result;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
