package dev.steno.engine.whisper;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;

/**
 * A folder of native libraries out of jars. What is there already and has the right content is
 * taken as it is, so that the libraries are written once and not by every worker; anything else is
 * replaced. Safe for several workers at once, and for workers that are killed meanwhile: who holds
 * the lock writes, and a file appears under its name only when it is whole.
 */
final class LibraryFolder {

  private static final String LOCK = "lock";
  private static final String UNFINISHED = ".part";

  private LibraryFolder() {}

  /**
   * Sees to it that files are there.
   *
   * @param folder where; it is made if need be
   * @param files the name of each file, then the resource it comes from
   * @throws IOException where the folder cannot be written
   */
  static void fill(Path folder, Map<String, String> files) throws IOException {
    Files.createDirectories(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (!held.isValid()) {
        throw new IOException("the lock of the folder of native libraries was lost");
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        write(folder, file.getKey(), content(file.getValue()));
      }
    }
  }

  private static byte[] content(String resource) throws IOException {
    try (InputStream in = LibraryFolder.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException("no resource " + resource);
      }
      return in.readAllBytes();
    }
  }

  private static void write(Path folder, String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    if (Files.isRegularFile(file)
        && Files.size(file) == content.length
        && Arrays.equals(Files.readAllBytes(file), content)) {
      return;
    }
    Path unfinished = folder.resolve(name + UNFINISHED);
    try (FileChannel out =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    // A worker that has the old file loaded keeps it: the name goes, not the content.
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
