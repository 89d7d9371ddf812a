package dev.steno.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines that are there, without waiting for more. */
final class LineReader {

  private static final int MOST = 1 << 16;

  private final InputStream in;
  private final int longest;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * A reader.
   *
   * @param in a stream whose {@code available} tells the truth, such as a child's output
   * @param longest the longest line in bytes
   */
  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * The lines that were completed since the last call. A longer line is cut, and a flood is read
   * piece by piece, a call each.
   */
  List<String> available() throws IOException {
    List<String> lines = new ArrayList<>();
    for (byte next : in.readNBytes(Math.min(in.available(), MOST))) {
      if (next == '\n') {
        lines.add(line.toString(StandardCharsets.UTF_8).stripTrailing());
        line.reset();
      } else if (line.size() < longest) {
        line.write(next);
      }
    }
    return lines;
  }
}
