package dev.steno.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.audio.Chunk;
import dev.steno.audio.PcmAudio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpokenLanguageTest {

  @Test
  void theFirstChunkThatIsLongEnoughTells() {
    assertThat(SpokenLanguage.telling(chunks(1, 4, 5, 20)).index()).isEqualTo(2);
    assertThat(SpokenLanguage.telling(chunks(8, 20)).index()).isZero();
  }

  @Test
  void whereNoneIsLongEnoughTheLongestTellsTheFirstOfEquals() {
    assertThat(SpokenLanguage.telling(chunks(1, 4, 2, 4)).index()).isEqualTo(1);
    assertThat(SpokenLanguage.telling(chunks(1)).index()).isZero();
  }

  private static List<Chunk> chunks(int... seconds) {
    List<Chunk> chunks = new ArrayList<>();
    long from = 0;
    for (int length : seconds) {
      long to = from + (long) length * PcmAudio.SAMPLE_RATE;
      chunks.add(new Chunk(chunks.size(), from, to));
      from = to;
    }
    return chunks;
  }
}
