package dev.steno.engine.whisper;

import com.sun.jna.Pointer;
import java.util.Random;

/**
 * Sends a little noise through the whole model once, so that a library that does not fit the
 * machine ends the worker while it starts and not in the middle of a recording.
 */
final class SelfTest {

  private static final int SAMPLES = 17_600;
  private static final int LOUDNESS = 300;

  /** Of the 1500 steps of a window; a test must not take as long as one. */
  private static final int AUDIO_CONTEXT = 128;

  private static final int TOKENS = 3;

  private SelfTest() {}

  /**
   * Tests a model.
   *
   * @throws IllegalStateException where the library fails
   */
  static void run(WhisperModel model, WhisperArguments arguments) {
    DecodingParameters params =
        DecodingParameters.defaults(model.library(), DecodingParameters.GREEDY);
    params.threads = arguments.threads();
    params.audioContext = AUDIO_CONTEXT;
    params.mostTokens = TOKENS;
    params.temperatureIncrement = 0;
    params.printProgress = 0;
    Pointer state = model.newState();
    try (NativeSamples noise = NativeSamples.of(noise())) {
      new Pass(model, state, new Ignore()).run(params, 0, "en", new int[0], noise);
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

  private static final class Ignore implements Pass.Listener {

    @Override
    public boolean decoded(Window window) {
      return true;
    }

    @Override
    public void reached(int frames) {
      // Nobody waits for a test.
    }
  }
}
