package dev.steno.engine.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Objects;

/** A file while it arrives, and the sum of what is there. Used by one thread. */
final class PartFile implements AutoCloseable {

  private static final int BUFFER = 1 << 18;

  private final Path path;
  private final Checksum expected;
  private final FileChannel file;
  private final MessageDigest digest;
  private long length;

  private PartFile(Path path, Checksum expected, FileChannel file) {
    this.path = path;
    this.expected = expected;
    this.file = file;
    this.digest = expected.newDigest();
  }

  /**
   * Opens what an earlier attempt left and adds it up, or begins anew.
   *
   * @param most bytes the whole file can have; what is longer is worth nothing
   * @throws java.util.concurrent.CancellationException where the work should stop
   */
  static PartFile open(Path path, Checksum expected, long most, StopSignal stop)
      throws IOException {
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    PartFile part = new PartFile(path, expected, file);
    try {
      if (file.size() > most) {
        part.startOver();
      } else {
        part.addUp(stop);
      }
      return part;
    } catch (IOException | RuntimeException failed) {
      part.close();
      throw failed;
    }
  }

  private void addUp(StopSignal stop) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
      stop.check();
      digest.update(buffer.flip());
      buffer.clear();
      length += read;
    }
  }

  /** Bytes that are there. */
  long length() {
    return length;
  }

  /** Where it lies. */
  Path path() {
    return path;
  }

  /** The folder in which it lies. */
  Path folder() {
    return Objects.requireNonNull(path.getParent());
  }

  /** Adds bytes at the end. */
  void append(ByteBuffer bytes) throws IOException {
    length += bytes.remaining();
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** Forgets what is there. */
  void startOver() throws IOException {
    file.truncate(0);
    file.position(0);
    digest.reset();
    length = 0;
  }

  /** Whether what is there is what was expected. Asked once, at the end. */
  boolean isWhole() {
    return expected.matches(digest);
  }

  /** Moves the file, on the disk to its last byte, to its place; closes it. */
  void moveTo(Path target) throws IOException {
    file.force(true);
    file.close();
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes the file; closes it. */
  void delete() throws IOException {
    file.close();
    Files.deleteIfExists(path);
  }

  /** Closes the file; an empty one does not stay. */
  @Override
  public void close() throws IOException {
    file.close();
    if (length == 0) {
      Files.deleteIfExists(path);
    }
  }
}
