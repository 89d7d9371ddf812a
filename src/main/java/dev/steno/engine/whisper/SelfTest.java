package dev.steno.engine.whisper;

import com.sun.jna.Pointer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends a little noise through the whole model, so that a library that does not fit the machine, or
 * a model that it cannot run, ends the worker while it starts and not in the middle of a recording.
 */
final class SelfTest {

  private static final int SAMPLES = 17_600;
  private static final int LOUDNESS = 300;

  /** Of the 1500 steps of a window; a test must not take as long as one. */
  private static final int AUDIO_CONTEXT = 128;

  /** One encoding and two tokens. */
  private static final int STEPS = 3;

  /** What the library answers where it was asked to stop, for each place where it asks. */
  private static final int STOPPED_AT_FIRST_TOKEN = -8;

  private static final int STOPPED_LATER = -9;

  private SelfTest() {}

  /**
   * Tests a model.
   *
   * @throws IllegalStateException where the library fails
   */
  static void run(WhisperModel model, WhisperArguments arguments) {
    AtomicInteger steps = new AtomicInteger();
    Callbacks.Abort stop = data -> (byte) (steps.incrementAndGet() < STEPS ? 0 : 1);
    DecodingParameters params =
        DecodingParameters.defaults(model.library(), DecodingParameters.GREEDY);
    params.threads = arguments.threads();
    params.audioContext = AUDIO_CONTEXT;
    params.printProgress = 0;
    params.abort = stop;
    Pointer state = model.newState();
    int answer;
    try (NativeSamples noise = NativeSamples.of(noise())) {
      answer =
          model
              .library()
              .fullWithState(model.context(), state, params, noise.pointer(), noise.count());
    }
    if (answer != 0 && answer != STOPPED_AT_FIRST_TOKEN && answer != STOPPED_LATER) {
      throw new IllegalStateException("whisper.cpp failed its test with " + answer);
    }
    model.freeState(state);
  }

  private static short[] noise() {
    Random random = new Random(1);
    short[] samples = new short[SAMPLES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (random.nextInt(2 * LOUDNESS) - LOUDNESS);
    }
    return samples;
  }
}
