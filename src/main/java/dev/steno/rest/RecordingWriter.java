package dev.steno.rest;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Writes a recording to disk as it arrives, and tells how far it is. */
final class RecordingWriter {

  private static final int BUFFER = 128 * 1024;
  private static final long TELL_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Path target;
  private final long most;
  private final long expected;
  private final IntConsumer tell;

  /** More came than may. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A writer of one file.
   *
   * @param target the file to be written
   * @param most bytes that may come
   * @param expected bytes that will come, or -1 where nobody knows
   * @param tell told the percentage now and then; may throw to stop the writing
   */
  RecordingWriter(Path target, long most, long expected, IntConsumer tell) {
    this.target = target;
    this.most = most;
    this.expected = expected;
    this.tell = tell;
  }

  /**
   * Writes everything; on the disk, not only in its cache, when this returns.
   *
   * @return the number of bytes
   * @throws TooLongException where more came than may
   * @throws IOException where the content broke off
   * @throws ProblemException with {@code STORAGE_FULL} where the disk did not take it
   */
  long write(InputStream content) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    long toldAt = System.nanoTime();
    try (FileChannel file =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        bytes += read;
        if (bytes > most) {
          throw new TooLongException();
        }
        store(file, ByteBuffer.wrap(buffer, 0, read));
        if (expected > 0 && System.nanoTime() - toldAt > TELL_EVERY_NANOS) {
          tell.accept((int) Math.min(99, bytes * 100 / expected));
          toldAt = System.nanoTime();
        }
      }
      file.force(true);
    }
    return bytes;
  }

  private static void store(FileChannel file, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException notTaken) {
      throw new ProblemException(
          ErrorCode.STORAGE_FULL,
          "The server could not store the recording; its disk may be full. Tell the administrator.",
          null,
          notTaken);
    }
  }
}
