package dev.steno.engine.model;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the parts of a model file in their order: header, mel filters, vocabulary, tensors.
 * Numbers are 32-bit and little-endian, and nothing is aligned. Source: {@code
 * convert-pt-to-ggml.py} of whisper.cpp. Zeros are left out of the file where the disk can (a
 * sparse file), so that even a hollow model of 3 GB takes no time and no room.
 */
final class GgmlWriter implements Closeable {

  /** "ggml" as a number: the first four bytes of the file, least significant first. */
  static final int MAGIC = 0x67676d6c;

  /** What the quantize tool of whisper.cpp adds to the form of a quantised file. */
  static final int QUANTISED = 2 * 1000;

  /** Bands of the spectrum before they are summed to mels: half of a window of 400 samples. */
  private static final int FREQUENCIES = 201;

  private final FileChannel file;
  private long position;

  GgmlWriter(Path path) throws IOException {
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  /** Magic number, the ten dimensions, the form of the matrices. */
  void header(ModelDimensions d, WeightType matrices) throws IOException {
    int form = matrices.fileCode() + (matrices.quantised() ? QUANTISED : 0);
    ints(MAGIC, d.vocabulary());
    ints(d.audioContext(), d.audioState(), d.audioHeads(), d.audioLayers());
    ints(d.textContext(), d.textState(), d.textHeads(), d.textLayers());
    ints(d.mels(), form);
  }

  /** Filters that let nothing through: their size, then 32-bit floats. */
  void melFilters(int mels) throws IOException {
    ints(mels, FREQUENCIES);
    position += (long) mels * FREQUENCIES * Float.BYTES;
  }

  /** The number of tokens, then each token's length in bytes and its bytes. */
  void vocabulary(List<byte[]> tokens) throws IOException {
    int bytes = tokens.stream().mapToInt(token -> Integer.BYTES + token.length).sum();
    ByteBuffer out = buffer(Integer.BYTES + bytes).putInt(tokens.size());
    for (byte[] token : tokens) {
      out.putInt(token.length).put(token);
    }
    write(out);
  }

  /**
   * The number of dimensions, the name's length, the form, the dimensions (the one whose weights
   * are neighbours first), the name, and the weights row by row.
   */
  void tensor(String name, WeightType type, Rows rows, int... dimensions) throws IOException {
    byte[] label = name.getBytes(StandardCharsets.US_ASCII);
    ints(dimensions.length, label.length, type.tensorCode());
    ints(dimensions);
    write(buffer(label.length).put(label));
    int count = Arrays.stream(dimensions).skip(1).reduce(1, Math::multiplyExact);
    int rowBytes = Math.toIntExact(type.bytes(dimensions[0]));
    for (int i = 0; i < count; i++) {
      float[] row = rows.row(i);
      if (row == null) {
        position += rowBytes;
      } else {
        ByteBuffer out = buffer(rowBytes);
        WeightEncoder.encode(row, type, out);
        write(out);
      }
    }
  }

  /** Gives the file its length where it ends in zeros. */
  @Override
  public void close() throws IOException {
    try (file) {
      if (file.size() < position) {
        file.write(ByteBuffer.wrap(new byte[1]), position - 1);
      }
    }
  }

  private void ints(int... numbers) throws IOException {
    ByteBuffer out = buffer(numbers.length * Integer.BYTES);
    for (int number : numbers) {
      out.putInt(number);
    }
    write(out);
  }

  private void write(ByteBuffer out) throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      position += file.write(out, position);
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
