package dev.steno.audio;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * How loud a recording is, frame by frame: four bytes for 20 ms, so that hours fit into memory
 * while their samples stay in the file.
 */
final class FrameLevels {

  /** Samples of a frame: 20 ms, the usual frame of voice activity detectors (WebRTC, G.729B). */
  static final int FRAME = PcmAudio.SAMPLE_RATE / 50;

  /** The level of digital silence, in dB below full scale; nothing is softer. */
  static final float SILENCE = -100;

  /** A first-order high pass of about 100 Hz: takes out offset and mains hum, leaves speech. */
  private static final double HIGH_PASS = 0.96;

  private static final double FULL_SCALE = 32_768;
  private static final int FRAMES_AT_ONCE = 500;

  private FrameLevels() {}

  /** The level of each frame in dB below full scale, the last one perhaps of fewer samples. */
  static float[] of(PcmAudio audio) throws IOException {
    return of(audio, () -> false);
  }

  /**
   * The same.
   *
   * @param cancelled asked every ten seconds of audio
   * @throws CancellationException where it was cancelled
   */
  static float[] of(PcmAudio audio, BooleanSupplier cancelled) throws IOException {
    float[] levels = new float[Math.toIntExact((audio.samples() + FRAME - 1) / FRAME)];
    double input = 0;
    double output = 0;
    int frame = 0;
    long step = (long) FRAMES_AT_ONCE * FRAME;
    for (long from = 0; from < audio.samples(); from += step) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("cancelled while listening for speech");
      }
      short[] samples = audio.read(from, Math.min(from + step, audio.samples()));
      if (from == 0) {
        // The recording has always been as it begins: an offset is no click.
        input = samples[0];
      }
      for (int begin = 0; begin < samples.length; begin += FRAME) {
        int end = Math.min(begin + FRAME, samples.length);
        double sum = 0;
        for (int i = begin; i < end; i++) {
          output = samples[i] - input + HIGH_PASS * output;
          input = samples[i];
          sum += output * output;
        }
        levels[frame++] = decibels(sum / (end - begin));
      }
    }
    return Arrays.copyOf(levels, frame);
  }

  private static float decibels(double meanSquare) {
    double level = 10 * Math.log10(meanSquare / (FULL_SCALE * FULL_SCALE));
    return (float) Math.max(SILENCE, level);
  }
}
