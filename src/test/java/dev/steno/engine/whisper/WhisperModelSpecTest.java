package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.engine.EngineDescription;
import dev.steno.engine.worker.WorkerSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhisperModelSpecTest {

  private static final Path FILE = Path.of("ggml.bin");
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void theVocabularyTellsTheLanguages() {
    assertThat(model("base.en", 51_864).description())
        .isEqualTo(new EngineDescription("whisper", "base.en", List.of("en"), false, false, ""));
    assertThat(model("base", 51_865).description().languages()).hasSize(99).contains("de", "jv");
    assertThat(model("large-v3", 51_866).description().languages()).hasSize(100).contains("yue");
  }

  @Test
  void multilingualModelsTranslateButForTurbo() {
    assertThat(model("large-v3", 51_866).description().translates()).isTrue();
    assertThat(model("large-v3-turbo-q5_0", 51_866).description().translates()).isFalse();
  }

  @Test
  void aWorkerMayTakeMoreMemoryForALargerModel() {
    WorkerSpec small = model("tiny", 51_865).worker(running(0));
    WorkerSpec large =
        new WhisperModelSpec("large-v3", FILE, 51_866, 3_000 * MEBIBYTE).worker(running(0));

    assertThat(small.residentBytes()).isBetween(1_000 * MEBIBYTE, 2_300 * MEBIBYTE);
    assertThat(large.residentBytes()).isBetween(5_000 * MEBIBYTE, 6_000 * MEBIBYTE);
    assertThat(model("tiny", 51_865).worker(running(77)).residentBytes()).isEqualTo(77);
  }

  @Test
  void theArgumentsArriveAsTheyWereSent() {
    WorkerSpec worker = model("tiny", 51_865).worker(running(0));

    assertThat(worker.arguments()).first().isEqualTo(WhisperLoader.class.getName());
    assertThat(WhisperArguments.of(worker.arguments().subList(1, worker.arguments().size())))
        .isEqualTo(new WhisperArguments("tiny", FILE, Path.of("libs"), "w.dll", true, 3, 5));
    assertThat(worker.environment()).containsEntry("OMP_WAIT_POLICY", "passive");
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new WhisperArguments("m", FILE, FILE, "", false, 0, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WhisperArguments("m", FILE, FILE, "", false, 1, 9))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WhisperArguments.of(List.of("m")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static WhisperModelSpec model(String name, int vocabulary) {
    return new WhisperModelSpec(name, FILE, vocabulary, 75 * MEBIBYTE);
  }

  private static WhisperModelSpec.Running running(long residentBytes) {
    return new WhisperModelSpec.Running(Path.of("libs"), "w.dll", true, 3, 5, residentBytes);
  }
}
