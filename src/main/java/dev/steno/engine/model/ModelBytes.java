package dev.steno.engine.model;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads a model file from its beginning to its end; what is passed over is never read. */
final class ModelBytes implements Closeable {

  /** Enough for the head of a tensor; more would be thrown away when its weights are skipped. */
  private static final int WINDOW_BYTES = 8192;

  private final FileChannel file;
  private final long length;
  private final ByteBuffer window =
      ByteBuffer.allocate(WINDOW_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);

  /** Where in the file the window ends. */
  private long windowEnd;

  private ModelBytes(FileChannel file, long length) {
    this.file = file;
    this.length = length;
  }

  static ModelBytes open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path);
    try {
      return new ModelBytes(file, file.size());
    } catch (IOException | RuntimeException unreadable) {
      file.close();
      throw unreadable;
    }
  }

  /** The bytes of the whole file. */
  long length() {
    return length;
  }

  /** Bytes before the next one to be read. */
  long position() {
    return windowEnd - window.remaining();
  }

  /** Bytes that are left. */
  long remaining() {
    return length - position();
  }

  /**
   * The next number.
   *
   * @param part the part of the file it belongs to, for the complaint if the file ends before it
   */
  int number(String part) throws IOException {
    fill(Integer.BYTES, part);
    return window.getInt();
  }

  /** The next bytes, no more than the window holds. */
  byte[] read(int count, String part) throws IOException {
    fill(count, part);
    byte[] bytes = new byte[count];
    window.get(bytes);
    return bytes;
  }

  /** Passes over bytes. */
  void skip(long count, String part) throws IOException {
    require(count, part);
    if (count <= window.remaining()) {
      window.position(window.position() + (int) count);
    } else {
      windowEnd = position() + count;
      window.limit(0);
    }
  }

  private void fill(int count, String part) throws IOException {
    require(count, part);
    if (window.remaining() < count) {
      window.compact();
      while (window.position() < count) {
        int read = file.read(window, windowEnd);
        if (read < 0) {
          throw ModelFault.incomplete("became shorter while it was read, in the " + part);
        }
        windowEnd += read;
      }
      window.flip();
    }
  }

  private void require(long count, String part) {
    if (count > remaining()) {
      throw ModelFault.incomplete("ends at byte " + length + ", in the " + part);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
