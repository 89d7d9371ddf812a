package dev.steno.engine.sphinx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.SpeechRecognizerContract;
import dev.steno.engine.SpokenClips;
import dev.steno.engine.SpokenClips.Clip;
import dev.steno.engine.TestListener;
import dev.steno.engine.TestSpeech;
import dev.steno.engine.Utterance;
import dev.steno.engine.WordErrors;
import dev.steno.engine.worker.TestWorkers;
import dev.steno.engine.worker.WorkerLimits;
import dev.steno.transcript.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** CMU Sphinx, in real worker processes. */
class EmbeddedEngineTest extends SpeechRecognizerContract {

  /** 29 %, measured over 167 words, and what chance adds. */
  private static final double WORST_PERCENT = 31;

  @SuppressWarnings("NullAway.Init")
  private static TestWorkers workers;

  @BeforeAll
  static void startPool() throws IOException {
    workers = TestWorkers.of(EmbeddedEngine.worker("768m", 2L << 30), WorkerLimits.of(2, 1000));
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

  @Test
  void wordsHaveMeasuredTimesNoProbabilitiesAndNoFillers() {
    List<Utterance> utterances =
        recognize(TestSpeech.speak("please open the window"), new TestListener());

    assertThat(utterances)
        .flatExtracting(Utterance::words)
        .allSatisfy(
            word -> {
              assertThat(word.startMillis() % 10).isZero();
              assertThat(word.estimated()).isFalse();
              assertThat(word.probability()).isNull();
            })
        .extracting(Word::text)
        .contains("please", "window")
        .noneMatch(text -> text.startsWith("<") || text.startsWith("["));
  }

  @Test
  void noMoreWordsAreWrongThanMeasured() {
    List<Clip> clips = new ArrayList<>(SpokenClips.synthetic());
    if (Files.isDirectory(SpokenClips.folder())) {
      clips.addAll(SpokenClips.people());
    }

    assertThat(errors(clips).percent()).isLessThan(WORST_PERCENT);
  }

  private WordErrors errors(List<Clip> clips) {
    return clips.stream()
        .map(clip -> CompletableFuture.supplyAsync(() -> errors(clip), workers.executor()))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .reduce(WordErrors.NONE, WordErrors::plus);
  }

  private WordErrors errors(Clip clip) {
    return WordErrors.between(clip.spoken(), text(recognize(clip.samples(), new TestListener())));
  }
}
