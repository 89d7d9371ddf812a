package dev.steno.audio;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;

/** Sounds for tests. */
final class Recordings {

  private Recordings() {}

  /** A sine tone of 16 kHz mono; the amplitude is of 32768. */
  static short[] tone(double seconds, double hertz, int amplitude) {
    short[] samples = new short[(int) (seconds * PcmAudio.SAMPLE_RATE)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (amplitude * Math.sin(2 * Math.PI * hertz * i / PcmAudio.SAMPLE_RATE));
    }
    return samples;
  }

  /** White noise between plus and minus the amplitude. */
  static short[] noise(double seconds, int amplitude, long seed) {
    Random random = new Random(seed);
    short[] samples = new short[(int) (seconds * PcmAudio.SAMPLE_RATE)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (random.nextInt(2 * amplitude + 1) - amplitude);
    }
    return samples;
  }

  /** Adds a sound to another one, in place. */
  static void mix(short[] into, short[] sound, double atSecond) {
    int offset = (int) (atSecond * PcmAudio.SAMPLE_RATE);
    for (int i = 0; i < sound.length && offset + i < into.length; i++) {
      into[offset + i] = (short) Math.max(-32768, Math.min(32767, into[offset + i] + sound[i]));
    }
  }

  /** The same sound, louder or softer. */
  static short[] scaled(short[] sound, double factor) {
    short[] result = new short[sound.length];
    for (int i = 0; i < sound.length; i++) {
      result[i] = (short) Math.round(sound[i] * factor);
    }
    return result;
  }

  /** The loudest sample. */
  static int peak(short[] sound) {
    int peak = 0;
    for (short sample : sound) {
      peak = Math.max(peak, Math.abs((int) sample));
    }
    return peak;
  }

  /** The root of the mean square of a part. */
  static double level(short[] sound, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) sound[i] * sound[i];
    }
    return Math.sqrt(sum / Math.max(1, to - from));
  }

  /** A real recording from the folder {@code audio} of {@code steno.shared}, where it exists. */
  static Path shared(String name) {
    Path file =
        Path.of(System.getProperty("steno.shared", "../shared")).resolve("audio").resolve(name);
    Assumptions.assumeTrue(Files.isRegularFile(file), "no recording " + name);
    return file;
  }
}
