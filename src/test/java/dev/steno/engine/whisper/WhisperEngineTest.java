package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.SpeechRecognizerContract;
import dev.steno.engine.TestListener;
import dev.steno.engine.TestSpeech;
import dev.steno.engine.Utterance;
import dev.steno.engine.model.CraftedModel;
import dev.steno.engine.worker.TestWorkers;
import dev.steno.engine.worker.WorkerLimits;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.transcript.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** whisper.cpp in real worker processes, with models that say what they are told to. */
class WhisperEngineTest extends SpeechRecognizerContract {

  private static final int MULTILINGUAL = 51_865;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  static Path home;

  @SuppressWarnings("NullAway.Init")
  private static TestWorkers workers;

  @BeforeAll
  static void startPool() throws IOException {
    Path model =
        CraftedModel.small()
            .language("de")
            .says("Guten Morgen, schöne Grüße", 0, 2.5)
            .says("aus dem Café in 日本 🎉", 2.5, 5)
            .says("und so weiter", 5, 9)
            .says("bis zum Ende", 9, 14)
            .says("der halben Minute", 14, 20)
            .says("auf Wiedersehen !", 20, 26)
            .translates("Good morning, greetings", 0, 2.5)
            .translates("from the café", 2.5, 5)
            .write(home.resolve("ggml-crafted.bin"));
    workers =
        TestWorkers.of(spec("crafted", model).worker(running("", 1, 5)), WorkerLimits.of(2, 1000));
  }

  @AfterAll
  static void closePool() throws IOException {
    workers.close();
    assertThat(TestWorkers.processes()).isEmpty();
  }

  @Override
  protected SpeechRecognizer recognizer() {
    return workers.recognizer();
  }

  @Override
  protected short[] longSpeech() {
    return TestSpeech.repeated(600_000, speech());
  }

  @Test
  void charactersThatAreSplitBetweenTokensAreWhole() {
    List<Utterance> heard = recognize(fiveSeconds(), new TestListener());

    assertThat(text(heard)).isEqualTo("Guten Morgen, schöne Grüße aus dem Café in 日本 🎉");
    assertThat(heard.get(1).words())
        .extracting(Word::text)
        .containsExactly("aus", "dem", "Café", "in", "日本 🎉");
  }

  @Test
  void wordsHaveTimesAndProbabilities() {
    List<Utterance> heard = recognize(TestSpeech.repeated(30_000, speech()), new TestListener());

    assertThat(heard).hasSize(6).allSatisfy(SpeechRecognizerContract::hasItsWordsInside);
    assertThat(heard.get(0).endMillis()).isEqualTo(2_500);
    assertThat(heard.get(5).startMillis()).isEqualTo(20_000);
    assertThat(heard.get(5).words()).extracting(Word::text).containsExactly("auf", "Wiedersehen !");
    assertThat(heard)
        .flatExtracting(Utterance::words)
        .allSatisfy(
            word -> {
              assertThat(word.estimated()).isFalse();
              assertThat(word.probability()).isBetween(0.9, 1.0);
            });
    assertThat(heard).extracting(Utterance::note).containsOnlyNulls();
  }

  @Test
  void tenMinutesComeInOneCall() {
    TestListener listener = new TestListener();

    List<Utterance> heard = recognize(TestSpeech.repeated(600_000, speech()), listener);

    assertThat(heard).hasSize(20 * 6).allSatisfy(SpeechRecognizerContract::hasItsWordsInside);
    assertThat(heard).extracting(Utterance::startMillis).isSorted().contains(570_000L);
    assertThat(heard).last().extracting(Utterance::endMillis).isEqualTo(596_000L);
    assertThat(listener.progress()).hasSizeGreaterThan(100).isSorted();
    assertThat(listener.progress()).last().isEqualTo(600_000L);
  }

  @Test
  void itTranslates() {
    RecognitionOptions options = new RecognitionOptions("de", true, null);

    assertThat(recognizer().description().translates()).isTrue();
    assertThat(text(recognizer().recognize(fiveSeconds(), options, new TestListener())))
        .isEqualTo("Good morning, greetings from the café");
  }

  @Test
  void languagesWithoutSpacesHaveNoWordsUntilTheyAreTranslated() {
    List<Utterance> transcribed =
        recognizer()
            .recognize(speech(), new RecognitionOptions("ja", false, null), new TestListener());
    List<Utterance> translated =
        recognizer()
            .recognize(speech(), new RecognitionOptions("ja", true, null), new TestListener());

    assertThat(transcribed).isNotEmpty().allMatch(one -> one.words().isEmpty());
    assertThat(translated).isNotEmpty().noneMatch(one -> one.words().isEmpty());
  }

  @Test
  void theLanguageIsDetected() {
    assertThat(recognizer().detectLanguage(speech(), new TestListener())).isEqualTo("de");
    assertThat(recognizer().detectLanguage(new short[100], new TestListener())).isEqualTo("de");
  }

  @Test
  void aPromptIsTakenHoweverLong() {
    String expected = text(recognize(speech(), new TestListener()));
    for (String prompt :
        List.of("Steno, Grüße", "日本 🎉", "word ".repeat(5_000), "x".repeat(100_000), " \n ")) {
      assertThat(
              text(
                  recognizer()
                      .recognize(
                          speech(),
                          new RecognitionOptions("de", false, prompt),
                          new TestListener())))
          .isEqualTo(expected);
    }
  }

  @Test
  void withAndWithoutBeamsAndOnTwoThreadsTheSameIsHeard() {
    List<Utterance> expected = recognize(speech(), new TestListener());

    for (WhisperModelSpec.Running running :
        List.of(running("", 1, 1), running("", 2, 1), running("", 2, 8))) {
      SpeechRecognizer other = workers.recognizer(spec("crafted", crafted()).worker(running));
      assertThat(
              other.recognize(
                  speech(), new RecognitionOptions("de", false, null), new TestListener()))
          .isEqualTo(expected);
    }
  }

  @Test
  void aWorkerThatIsKilledAtWorkIsReplacedAndTheAnswerIsTheSame() {
    short[] chunk = TestSpeech.repeated(120_000, speech());
    List<Utterance> expected = recognize(chunk, new TestListener());
    TestListener listener = new TestListener();
    CompletableFuture<List<Utterance>> answer = inBackground(chunk, listener);
    await().until(() -> !listener.progress().isEmpty());

    TestWorkers.processes().forEach(ProcessHandle::destroyForcibly);

    assertThat(answer.join()).isEqualTo(expected);
  }

  @Test
  void killedWorkersLeaveNothingBehind() throws IOException {
    recognize(speech(), new TestListener());
    TestWorkers.processes().forEach(ProcessHandle::destroyForcibly);
    recognize(speech(), new TestListener());

    assertThat(workers.files()).isEmpty();
    try (Stream<Path> libraries = Files.walk(home.resolve("native"))) {
      assertThat(libraries.filter(Files::isRegularFile))
          .extracting(file -> file.getFileName().toString())
          .noneMatch(name -> name.endsWith(".part") || name.endsWith(".tmp"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theLibrariesAreThoseInTheFolder() throws IOException {
    recognize(speech(), new TestListener());

    String maps = Files.readString(Path.of("/proc", pid(), "maps"));

    assertThat(maps)
        .contains(home.resolve("native/jna-5.19.1/libjnidispatch.so").toString())
        .contains("libwhisper.so.1", "libggml.so")
        .doesNotContain("/jna-tmp", ".cache/JNA");
  }

  private static String pid() {
    return Long.toString(TestWorkers.processes().findFirst().orElseThrow().pid());
  }

  @Test
  void aModelThatIsGoneIsAProblemToTell() {
    SpeechRecognizer gone =
        workers.recognizer(spec("gone", home.resolve("gone.bin")).worker(running("", 1, 5)));

    assertThatThrownBy(
            () ->
                gone.recognize(
                    speech(), new RecognitionOptions("de", false, null), new TestListener()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE);
              assertThat(problem.technicalDetail()).isEqualTo("the file is gone or cannot be read");
            });
  }

  @Override
  protected String language() {
    return "de";
  }

  private short[] fiveSeconds() {
    return TestSpeech.repeated(5_000, speech());
  }

  private static Path crafted() {
    return home.resolve("ggml-crafted.bin");
  }

  private static WhisperModelSpec spec(String name, Path file) {
    return new WhisperModelSpec(name, file, MULTILINGUAL, 8 << 20);
  }

  private static WhisperModelSpec.Running running(String library, int threads, int beams) {
    return new WhisperModelSpec.Running(home.resolve("native"), library, false, threads, beams, 0);
  }
}
