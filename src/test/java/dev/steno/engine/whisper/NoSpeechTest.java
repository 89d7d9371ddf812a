package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NoSpeechTest {

  @Test
  void logitsBecomeProbabilities() {
    assertThat(NoSpeech.softmax(new float[] {0, 0, 0, 0}, 2)).isEqualTo(0.25);
    assertThat(NoSpeech.softmax(new float[] {1_000, 1_000, -1_000}, 1))
        .isCloseTo(0.5, within(1e-9));
    assertThat(NoSpeech.softmax(new float[] {1, Float.NEGATIVE_INFINITY}, 1)).isZero();
  }
}
