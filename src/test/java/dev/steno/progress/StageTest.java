package dev.steno.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StageTest {

  @Test
  void theStagesAreThoseOfTheWireInTheirOrder() {
    assertThat(Stream.of(Stage.values()).map(Stage::wireName))
        .containsExactly(
            "uploading", "queued", "transcribing", "aligning", "diarizing", "complete");
  }
}
