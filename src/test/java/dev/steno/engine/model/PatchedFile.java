package dev.steno.engine.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A model file that a test damages where it lies. Positions are in bytes. */
final class PatchedFile {

  /** Where the mel filters start. */
  static final int HEADER = 12 * Integer.BYTES;

  private final Path file;

  PatchedFile(Path file) {
    this.file = file;
  }

  /** Where the vocabulary starts. */
  int vocabulary() throws IOException {
    return HEADER + 2 * Integer.BYTES + number(HEADER) * number(HEADER + 4) * Float.BYTES;
  }

  /** Where the name of a tensor starts. */
  int name(String tensor) throws IOException {
    byte[] name = tensor.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = vocabulary(); i + name.length <= bytes.length; i++) {
      if (bytes[i] == name[0] && Arrays.equals(bytes, i, i + name.length, name, 0, name.length)) {
        return i;
      }
    }
    throw new IllegalArgumentException(tensor);
  }

  /** The number at a position. */
  int number(int at) throws IOException {
    ByteBuffer number = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file)) {
      channel.read(number, at);
    }
    return number.getInt(0);
  }

  /** Puts another number at a position. */
  void number(int at, int value) throws IOException {
    ByteBuffer number = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    write(at, number.putInt(0, value));
  }

  /** Puts another text at a position. */
  void text(int at, String text) throws IOException {
    write(at, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Takes out a piece. */
  void remove(int from, int to) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    System.arraycopy(bytes, to, bytes, from, bytes.length - to);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - (to - from)));
  }

  /** Cuts it off, or makes it longer by zeros. */
  void length(long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
      if (channel.size() < bytes) {
        channel.write(ByteBuffer.allocate(1), bytes - 1);
      }
    }
  }

  private void write(int at, ByteBuffer bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(bytes, at);
    }
  }
}
