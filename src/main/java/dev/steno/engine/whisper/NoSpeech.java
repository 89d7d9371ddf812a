package dev.steno.engine.whisper;

import com.sun.jna.Pointer;

/**
 * How likely nobody speaks in a window: the probability of the model's token for that, right after
 * the token that begins everything, as in {@code whisper/decoding.py} of openai/whisper.
 * whisper.cpp 1.7.1 does not tell it, so the window is encoded once more; this is asked for few
 * windows only.
 */
final class NoSpeech {

  private NoSpeech() {}

  /**
   * The probability, 0 to 1.
   *
   * @param state holds the chunk's audio, and is not decoding
   * @throws IllegalStateException where the library fails
   */
  static double probability(WhisperModel model, Pointer state, Window window, int threads) {
    WhisperLibrary library = model.library();
    Pointer context = model.context();
    int[] start = {model.startOfTranscript()};
    if (library.encodeWithState(context, state, window.start(), threads) != 0
        || library.decodeWithState(context, state, start, start.length, 0, threads) != 0) {
      throw new IllegalStateException("whisper.cpp failed on the question whether anybody speaks");
    }
    float[] logits = library.getLogitsFromState(state).getFloatArray(0, model.vocabulary());
    return softmax(logits, model.noSpeech());
  }

  /** The probability of one of many, from the logits of all. */
  static double softmax(float[] logits, int one) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - greatest);
    }
    return Math.exp(logits[one] - greatest) / sum;
  }
}
