package dev.steno.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.audio.ChunkLengths;
import dev.steno.engine.EngineCatalogue;
import dev.steno.engine.EngineDescription;
import dev.steno.engine.RecognitionListener;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.Utterance;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  private static final Instant NOW = Instant.parse("2024-01-01T10:00:00Z");

  private final SpeechRecognizer tiny = engine("whisper", "tiny", "en", "de");
  private final SpeechRecognizer base = engine("whisper", "base", "en", "de");
  private final SpeechRecognizer embedded = engine("embedded", "us", "en");
  private final List<SpeechRecognizer> here = new ArrayList<>(List.of(tiny, embedded));
  private final EngineCatalogue engines =
      new EngineCatalogue(language -> here, EngineCatalogue.AUTO);

  @Test
  void theFirstAttemptDoesWhatTheWishesAskFor() {
    assertThat(Assignment.of(task(Wishes.NONE), false, engines))
        .isEqualTo(new Assignment(tiny, null));
    assertThat(Assignment.of(task(new Wishes("de", null, null, null, false)), false, engines))
        .isEqualTo(new Assignment(tiny, "de"));
    assertThat(Assignment.of(task(new Wishes(null, "embedded", null, null, false)), false, engines))
        .isEqualTo(new Assignment(embedded, "en"));
  }

  @Test
  void anAttemptThatGoesOnUsesWhatTheEarlierOneUsedThoughABetterModelCame() {
    Task task = task(Wishes.NONE);
    task.recognizeWith("whisper", "tiny", null);
    task.hear("de");
    here.add(0, base);

    assertThat(Assignment.of(task, true, engines)).isEqualTo(new Assignment(tiny, "de"));
  }

  @Test
  void anAttemptThatHasNothingToGoOnFromTakesTheBetterModelAndListensAnew() {
    Task task = task(Wishes.NONE);
    task.recognizeWith("whisper", "tiny", null);
    task.hear("de");
    here.add(0, base);

    assertThat(Assignment.of(task, false, engines)).isEqualTo(new Assignment(base, null));
  }

  @Test
  void whatTheSameEngineFoundOutIsNotFoundOutAgain() {
    Task task = task(Wishes.NONE);
    task.recognizeWith("whisper", "tiny", null);
    task.hear("de");

    assertThat(Assignment.of(task, false, engines)).isEqualTo(new Assignment(tiny, "de"));
  }

  @Test
  void theOnlyLanguageOfAFallbackIsNotTakenForWhatIsSpoken() {
    Task task = task(Wishes.NONE);
    task.recognizeWith("embedded", "us", "en");

    assertThat(Assignment.of(task, false, engines)).isEqualTo(new Assignment(tiny, null));
  }

  @Test
  void aModelOrAnEngineThatIsGoneIsNotReplacedInTheMiddle() {
    Task task = task(Wishes.NONE);
    task.recognizeWith("whisper", "tiny", "de");

    here.set(0, base);
    assertRefused(task, ErrorCode.MODEL_UNAVAILABLE, "tiny");
    here.remove(0);
    assertRefused(task, ErrorCode.ENGINE_UNAVAILABLE, "whisper");
  }

  private void assertRefused(Task task, ErrorCode code, String missing) {
    assertThatThrownBy(() -> Assignment.of(task, true, engines))
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(code))
        .hasMessageContaining(missing);
  }

  private static Task task(Wishes wishes) {
    Task task = Task.uploading("id", "talk.wav", "n1", NOW);
    task.enqueue(1, wishes, NOW);
    task.start("n1", NOW);
    return task;
  }

  private static SpeechRecognizer engine(String name, String model, String... languages) {
    boolean fallback = name.equals("embedded");
    return new SpeechRecognizer() {
      @Override
      public EngineDescription description() {
        return new EngineDescription(name, model, List.of(languages), !fallback, fallback, "");
      }

      @Override
      public ChunkLengths chunkLengths() {
        return ChunkLengths.SHORT;
      }

      @Override
      public int concurrency() {
        return 1;
      }

      @Override
      public List<Utterance> recognize(
          short[] samples, RecognitionOptions options, RecognitionListener listener) {
        throw new UnsupportedOperationException("only chosen here");
      }

      @Override
      public String detectLanguage(short[] samples, RecognitionListener listener) {
        throw new UnsupportedOperationException("only chosen here");
      }
    };
  }
}
