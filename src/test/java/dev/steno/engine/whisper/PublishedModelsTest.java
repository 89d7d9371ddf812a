package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.SpokenClips;
import dev.steno.engine.TestListener;
import dev.steno.engine.Utterance;
import dev.steno.engine.WordErrors;
import dev.steno.engine.model.ModelFile;
import dev.steno.engine.worker.TestWorkers;
import dev.steno.engine.worker.WorkerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models that learned to listen, where somebody put some into the folder {@code models} of {@code
 * steno.shared}, beside the recordings.
 */
class PublishedModelsTest {

  /** What the smallest ones should stay below on clean speech. */
  private static final double WORST_PERCENT = 25;

  @TempDir Path home;

  @Test
  void peopleAreUnderstood() throws IOException {
    List<Path> models = models();
    assumeTrue(!models.isEmpty(), "no models in the shared folder");
    for (Path model : models) {
      assertThat(errors(model).percent()).as(model.toString()).isLessThan(WORST_PERCENT);
    }
  }

  private WordErrors errors(Path model) throws IOException {
    ModelFile file = ModelFile.read(model);
    String name = model.getFileName().toString().replaceFirst("^ggml-", "").replace(".bin", "");
    WhisperModelSpec spec =
        new WhisperModelSpec(name, model, file.dimensions().vocabulary(), file.bytes());
    try (TestWorkers workers =
        TestWorkers.of(
            spec.worker(new WhisperModelSpec.Running(home.resolve("native"), "", false, 2, 5, 0)),
            WorkerLimits.of(1, 1000))) {
      return SpokenClips.people().stream()
          .map(
              clip ->
                  WordErrors.between(clip.spoken(), heard(workers.recognizer(), clip.samples())))
          .reduce(WordErrors.NONE, WordErrors::plus);
    }
  }

  private static String heard(SpeechRecognizer recognizer, short[] samples) {
    return recognizer
        .recognize(samples, new RecognitionOptions("en", false, null), new TestListener())
        .stream()
        .map(Utterance::text)
        .collect(Collectors.joining(" "));
  }

  private static List<Path> models() throws IOException {
    Path folder = SpokenClips.folder().resolveSibling("models");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".bin")).sorted().toList();
    }
  }
}
