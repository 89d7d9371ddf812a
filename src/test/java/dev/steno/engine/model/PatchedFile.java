package dev.steno.engine.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A model file in memory that a test damages, and writes out again. */
final class PatchedFile {

  /** The numbers of the header before the mel filters, in bytes. */
  static final int HEADER = 12 * Integer.BYTES;

  private byte[] bytes;

  PatchedFile(Path model) throws IOException {
    bytes = Files.readAllBytes(model);
  }

  int length() {
    return bytes.length;
  }

  /** Where the vocabulary starts: behind the mel filters. */
  int vocabulary() {
    return HEADER + 2 * Integer.BYTES + number(HEADER) * number(HEADER + 4) * Float.BYTES;
  }

  /** Where the name of a tensor starts. */
  int name(String tensor) {
    byte[] name = tensor.getBytes(StandardCharsets.US_ASCII);
    for (int i = vocabulary(); i < bytes.length; i++) {
      if (Arrays.equals(bytes, i, Math.min(i + name.length, bytes.length), name, 0, name.length)) {
        return i;
      }
    }
    throw new IllegalArgumentException(tensor);
  }

  int number(int at) {
    return view().getInt(at);
  }

  PatchedFile number(int at, int value) {
    view().putInt(at, value);
    return this;
  }

  /** Writes over what is there. */
  PatchedFile text(int at, String text) {
    byte[] letters = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(letters, 0, bytes, at, letters.length);
    return this;
  }

  /** Takes out a piece. */
  PatchedFile without(int from, int to) {
    byte[] rest = Arrays.copyOf(bytes, bytes.length - (to - from));
    System.arraycopy(bytes, to, rest, from, bytes.length - to);
    bytes = rest;
    return this;
  }

  /** Adds zeros. */
  PatchedFile longer(int more) {
    bytes = Arrays.copyOf(bytes, bytes.length + more);
    return this;
  }

  Path write(Path file) throws IOException {
    return Files.write(file, bytes);
  }

  private ByteBuffer view() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
