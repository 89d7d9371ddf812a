package dev.steno.engine.remote;

import dev.steno.audio.PcmAudio;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A chunk as a WAV file (RIFF, one channel, 16 kHz, 16 bits), made piece by piece while it is read.
 * A short chunk is filled up with silence: whisper.cpp finds nothing in a second or less, and
 * OpenAI refuses less than a tenth of one.
 */
final class WavFile {

  static final int HEADER_BYTES = 44;

  private static final int LEAST_SAMPLES = PcmAudio.SAMPLE_RATE * 11 / 10;
  private static final int PIECE_SAMPLES = 16_384;

  /** The header of a chunk of the file: its name and its length. */
  private static final int CHUNK_HEADER_BYTES = 8;

  private static final int FORMAT_BYTES = 16;
  private static final short LINEAR_PCM = 1;
  private static final short CHANNELS = 1;

  private final short[] samples;
  private final int count;

  /** A file of these samples, which are not copied. */
  WavFile(short[] samples) {
    this.samples = samples;
    this.count = Math.max(samples.length, LEAST_SAMPLES);
  }

  /** Its length in bytes. */
  long length() {
    return HEADER_BYTES + dataBytes();
  }

  /** Its bytes, each piece made when it is asked for. */
  Stream<byte[]> pieces() {
    int pieces = (count + PIECE_SAMPLES - 1) / PIECE_SAMPLES;
    return Stream.concat(Stream.of(header()), IntStream.range(0, pieces).mapToObj(this::piece));
  }

  private long dataBytes() {
    return (long) count * Short.BYTES;
  }

  private byte[] header() {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt((int) (HEADER_BYTES - CHUNK_HEADER_BYTES + dataBytes()))
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(FORMAT_BYTES)
        .putShort(LINEAR_PCM)
        .putShort(CHANNELS)
        .putInt(PcmAudio.SAMPLE_RATE)
        .putInt(PcmAudio.SAMPLE_RATE * CHANNELS * Short.BYTES)
        .putShort((short) (CHANNELS * Short.BYTES))
        .putShort((short) Short.SIZE)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt((int) dataBytes())
        .array();
  }

  private byte[] piece(int index) {
    int from = index * PIECE_SAMPLES;
    int to = Math.min(count, from + PIECE_SAMPLES);
    ByteBuffer bytes =
        ByteBuffer.allocate((to - from) * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int heard = Math.min(to, samples.length) - from;
    if (heard > 0) {
      bytes.asShortBuffer().put(samples, from, heard);
    }
    return bytes.array();
  }
}
