package dev.steno.audio;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * The length that a WAV file states. FFmpeg keeps silent about it where the file is shorter, which
 * is the very case where people must be told.
 */
final class WavHeader {

  /** The names "data" and "fmt " as little-endian numbers. */
  private static final int DATA = 0x61746164;

  private static final int FORMAT = 0x20746D66;
  private static final int CHUNK_HEADER = 8;
  private static final int FORMAT_BYTES = 16;
  private static final int MOST_CHUNKS = 100;

  /** Programs that write to a pipe state a length near this or above: none. */
  private static final long STREAMED = 0x7FFF_0000L;

  private WavHeader() {}

  /** The length in milliseconds, or -1 where there is none. */
  static long promisedMillis(Path recording) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(recording.toFile(), "r")) {
      long bytesPerSecond = 0;
      long position = 12;
      for (int i = 0; i < MOST_CHUNKS && position + CHUNK_HEADER <= file.length(); i++) {
        ByteBuffer header = read(file, position, CHUNK_HEADER);
        int name = header.getInt(0);
        long size = Integer.toUnsignedLong(header.getInt(4));
        position += CHUNK_HEADER;
        if (name == DATA) {
          return size >= STREAMED || bytesPerSecond <= 0 ? -1 : size * 1000 / bytesPerSecond;
        }
        if (name == FORMAT && position + FORMAT_BYTES <= file.length()) {
          bytesPerSecond = Integer.toUnsignedLong(read(file, position, FORMAT_BYTES).getInt(8));
        }
        position += size + size % 2;
      }
      return -1;
    }
  }

  private static ByteBuffer read(RandomAccessFile file, long position, int count)
      throws IOException {
    byte[] bytes = new byte[count];
    file.seek(position);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
