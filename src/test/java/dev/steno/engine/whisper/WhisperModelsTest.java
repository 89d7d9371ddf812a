package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.TestListener;
import dev.steno.engine.TestSpeech;
import dev.steno.engine.Utterance;
import dev.steno.engine.model.CraftedModel;
import dev.steno.engine.model.InstalledModel;
import dev.steno.engine.model.ModelFile;
import dev.steno.engine.model.WeightType;
import dev.steno.engine.worker.TestWorkers;
import dev.steno.engine.worker.WorkerLimits;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.transcript.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of other kinds, and models that do not say what they hear. */
class WhisperModelsTest {

  @TempDir Path home;

  @SuppressWarnings("NullAway.Init")
  private TestWorkers workers;

  @BeforeEach
  void startPool() throws IOException {
    workers =
        TestWorkers.of(
            new WhisperModelSpec("none", home.resolve("none.bin"), 51_865, 1).worker(running()),
            WorkerLimits.of(1, 1000));
  }

  @AfterEach
  void closePool() throws IOException {
    workers.close();
  }

  @Test
  void aLoopIsSaidOnceWithANote() throws IOException {
    Path model = CraftedModel.small().repeats("thank you so much").write(home.resolve("loop.bin"));

    List<Utterance> heard = recognize(recognizer("loop", model), 20_000, "en");

    assertThat(heard).hasSize(1);
    assertThat(heard.get(0).text()).isEqualTo("thank you so much");
    assertThat(heard.get(0).note()).isEqualTo("Repeated words were removed here.");
    assertThat(heard.get(0).words()).hasSize(4);
    assertThat(heard.get(0).endMillis()).isEqualTo(20_000L);
  }

  @Test
  void whereAModelHearsNothingNothingIsTold() throws IOException {
    Path model = CraftedModel.small().write(home.resolve("nothing.bin"));

    assertThat(recognize(recognizer("nothing", model), 12_000, "en")).isEmpty();
  }

  @Test
  void attentionGivesTimesWhereTheModelIsKnown() throws IOException {
    Path model = spoken(CraftedModel.tiny()).write(home.resolve("tiny.bin"));

    List<Utterance> measured = recognize(recognizer("tiny-q5_1", model), 9_000, "en");
    List<Utterance> computed = recognize(recognizer("other", model), 9_000, "en");

    assertThat(texts(measured)).isEqualTo(texts(computed)).isEqualTo("and so my fellow Americans");
    assertThat(measured).hasSameSizeAs(computed).isNotEqualTo(computed);
    assertInOrder(measured);
    assertInOrder(computed);
  }

  @Test
  void aModelThatIsNotWhatItsNameSaysIsUsedWithoutAttention() throws IOException {
    Path model = spoken(CraftedModel.small()).write(home.resolve("small.bin"));

    List<Utterance> heard = recognize(recognizer("medium.en", model), 9_000, "en");

    assertThat(texts(heard)).isEqualTo("and so my fellow Americans");
  }

  @Test
  void aVeryShortUtteranceDoesNotEndAModelWithAttention() throws IOException {
    Path model = CraftedModel.tiny().says("oh", 0, 0.1).write(home.resolve("tiny.bin"));

    assertThat(texts(recognize(recognizer("tiny", model), 500, "en"))).isEqualTo("oh");
  }

  @Test
  void englishModelsKnowNothingElse() throws IOException {
    Path model = spoken(CraftedModel.small().englishOnly()).write(home.resolve("small.en.bin"));
    SpeechRecognizer english = recognizer("small.en", model);

    assertThat(texts(recognize(english, 9_000, "en"))).isEqualTo("and so my fellow Americans");
    assertThat(english.detectLanguage(noise(3_000), new TestListener())).isEqualTo("en");
    assertThat(english.description().translates()).isFalse();
  }

  @Test
  void theNewestModelsKnowCantonese() throws IOException {
    Path model =
        spoken(CraftedModel.small().hundredLanguages().language("yue"))
            .write(home.resolve("large.bin"));
    SpeechRecognizer newest = recognizer("large", model);

    assertThat(newest.detectLanguage(noise(3_000), new TestListener())).isEqualTo("yue");
    assertThat(recognize(newest, 9_000, "yue")).allMatch(one -> one.words().isEmpty());
  }

  @Test
  void javaneseGoesByItsIsoCode() throws IOException {
    Path model = spoken(CraftedModel.small().language("jw")).write(home.resolve("jw.bin"));
    SpeechRecognizer javanese = recognizer("crafted", model);

    assertThat(javanese.detectLanguage(noise(3_000), new TestListener())).isEqualTo("jv");
    assertThat(recognize(javanese, 9_000, "jv")).isNotEmpty();
  }

  @Test
  void theWeightsOfPublishedModelsAreUsed() throws IOException {
    for (WeightType type : List.of(WeightType.Q5_0, WeightType.Q5_1, WeightType.Q8_0)) {
      Path model =
          spoken(CraftedModel.small()).weights(type).write(home.resolve("small-" + type + ".bin"));

      assertThat(texts(recognize(recognizer("small-" + type, model), 9_000, "en")))
          .as("%s", type)
          .isEqualTo("and so my fellow Americans");
    }
  }

  @Test
  void aModelThatTheLibraryEndsTheProcessForIsACrashWithTheSignal() throws IOException {
    Path model = spoken(CraftedModel.small()).weights(WeightType.F32).write(home.resolve("f32"));
    SpeechRecognizer crashing =
        workers.recognizer(
            new WhisperModelSpec("f32", model, 51_865, Files.size(model)).worker(running()));

    assertThatThrownBy(() -> recognize(crashing, 9_000, "en"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ErrorCode.ENGINE_CRASHED);
              assertThat(problem.technicalDetail()).contains("ended by signal 6");
            });
  }

  private static CraftedModel spoken(CraftedModel model) {
    return model.says("and so my", 0, 3).says("fellow Americans", 3, 8.5);
  }

  private static void assertInOrder(List<Utterance> utterances) {
    long earliest = 0;
    for (Utterance utterance : utterances) {
      for (Word word : utterance.words()) {
        assertThat(word.startMillis()).isGreaterThanOrEqualTo(earliest);
        assertThat(word.endMillis()).isLessThanOrEqualTo(utterance.endMillis());
        earliest = word.endMillis();
      }
    }
  }

  private static String texts(List<Utterance> utterances) {
    return utterances.stream().map(Utterance::text).collect(Collectors.joining(" "));
  }

  private static List<Utterance> recognize(
      SpeechRecognizer recognizer, int millis, String language) {
    return recognizer.recognize(
        noise(millis), new RecognitionOptions(language, false, null), new TestListener());
  }

  private static short[] noise(int millis) {
    return TestSpeech.repeated(millis, TestSpeech.speak("one"));
  }

  private SpeechRecognizer recognizer(String name, Path file) throws IOException {
    InstalledModel model = new InstalledModel(name, file, ModelFile.read(file));
    return workers.recognizer(WhisperModelSpec.of(model).worker(running()));
  }

  private WhisperModelSpec.Running running() {
    return new WhisperModelSpec.Running(home.resolve("native"), "", false, 1, 5, 0);
  }
}
