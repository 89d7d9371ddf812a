package dev.steno.audio;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes samples as {@link PcmAudio} reads them, up to a longest recording. */
final class PcmWriter implements Closeable {

  private static final int BUFFER_BYTES = 1 << 18;
  private static final int BYTES_PER_SAMPLE = 2;
  private static final byte[] SILENCE = new byte[1 << 15];

  /** Below so many free bytes a failed write is taken for a full disk. */
  private static final long FULL = 1 << 20;

  private final Path file;
  private final OutputStream out;
  private final long longest;
  private long samples;

  /**
   * A writer.
   *
   * @param longestMillis the longest recording that is taken, in milliseconds
   */
  PcmWriter(Path file, long longestMillis) throws IOException {
    this.file = file;
    this.out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    this.longest = longestMillis * PcmAudio.SAMPLE_RATE / 1000;
  }

  /** How many samples were written. */
  long samples() {
    return samples;
  }

  /** Appends so many bytes of samples. */
  void write(byte[] bytes, int length) throws IOException {
    samples += length / BYTES_PER_SAMPLE;
    if (samples > longest) {
      throw DecodeProblem.of(
          ErrorCode.MEDIA_TOO_LARGE, "longer than " + longest / PcmAudio.SAMPLE_RATE + " seconds");
    }
    try {
      out.write(bytes, 0, length);
    } catch (IOException failed) {
      throw problem(failed);
    }
  }

  /** Appends so many samples of silence. */
  void silence(long count) throws IOException {
    for (long left = count * BYTES_PER_SAMPLE; left > 0; left -= SILENCE.length) {
      write(SILENCE, (int) Math.min(left, SILENCE.length));
    }
  }

  /** Hands everything to the operating system. */
  void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException failed) {
      throw problem(failed);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException failed) {
      throw problem(failed);
    }
  }

  private ProblemException problem(IOException failed) throws IOException {
    if (Files.getFileStore(file).getUsableSpace() < FULL) {
      return DecodeProblem.of(ErrorCode.STORAGE_FULL, "no room for decoded audio", failed);
    }
    throw failed;
  }
}
