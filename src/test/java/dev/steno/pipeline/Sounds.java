package dev.steno.pipeline;

import dev.steno.audio.PcmAudio;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Decoded audio of which it is known where there is sound, as loud as speech. */
final class Sounds {

  private static final int SAMPLES_PER_MILLI = PcmAudio.SAMPLE_RATE / 1000;

  private Sounds() {}

  /**
   * Writes samples.
   *
   * @param millis length of the audio
   * @param times where sound starts and ends in turn, in milliseconds; silence is all the rest
   */
  static PcmAudio write(Path file, int millis, int... times) throws IOException {
    Random random = new Random(1);
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * millis * SAMPLES_PER_MILLI).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < times.length; i += 2) {
      for (int at = times[i] * SAMPLES_PER_MILLI; at < times[i + 1] * SAMPLES_PER_MILLI; at++) {
        bytes.putShort(2 * at, (short) (random.nextInt(10_001) - 5_000));
      }
    }
    return PcmAudio.open(Files.write(file, bytes.array()));
  }
}
