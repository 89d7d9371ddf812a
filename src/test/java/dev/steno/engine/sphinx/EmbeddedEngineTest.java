package dev.steno.engine.sphinx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.audio.Chunk;
import dev.steno.audio.ChunkLengths;
import dev.steno.audio.PcmAudio;
import dev.steno.audio.SpeechChunker;
import dev.steno.audio.SpeechIntervals;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.SpeechRecognizerContract;
import dev.steno.engine.SpokenClips;
import dev.steno.engine.SpokenClips.Clip;
import dev.steno.engine.TestListener;
import dev.steno.engine.TestSpeech;
import dev.steno.engine.Utterance;
import dev.steno.engine.WordAligner;
import dev.steno.engine.WordErrors;
import dev.steno.engine.worker.TestWorkers;
import dev.steno.engine.worker.WorkerLimits;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void afterAligningEveryWordLiesWhereSomebodySpeaks(@TempDir Path folder) throws IOException {
    // In silences of this length CMU Sphinx hears words that nobody says. Around the speech there
    // is
    // digital silence; what FreeTTS itself is silent with lies at -70 dB.
    short[] samples =
        TestSpeech.join(
            TestSpeech.silence(700),
            TestSpeech.speak("the child almost hurt the small dog."),
            TestSpeech.silence(1_500),
            TestSpeech.speak("the old man sat down by the door and waited for the train to come."),
            TestSpeech.silence(700));
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    List<Word> words = new ArrayList<>();
    try (PcmAudio audio = PcmAudio.open(Files.write(folder.resolve("pcm"), bytes.array()))) {
      SpeechIntervals speech = SpeechIntervals.of(audio, () -> false);
      for (Chunk chunk : new SpeechChunker().chunk(audio, ChunkLengths.SHORT)) {
        short[] heard = audio.read(chunk.startSample(), chunk.endSample());
        for (Utterance one : recognize(heard, new TestListener())) {
          words.addAll(aligned(one, chunk.startMillis(), speech));
        }
      }
    }

    assertThat(words).hasSizeGreaterThan(15);
    assertThat(words)
        .allSatisfy(word -> assertThat(loudest(samples, word)).as("dB").isGreaterThan(-65));
    assertThat(words).filteredOn(Word::estimated).as("guessed").hasSizeLessThan(3);
  }

  private static List<Word> aligned(Utterance one, long offset, SpeechIntervals speech) {
    List<Word> words = one.words().stream().map(word -> word.shifted(offset)).toList();
    return new WordAligner()
        .align(
            new Segment(
                0, offset + one.startMillis(), offset + one.endMillis(), one.text(), words, null),
            speech)
        .words();
  }

  /** The loudest 20 ms of a word, in dB below full scale. */
  private static double loudest(short[] samples, Word word) {
    double loudest = Double.NEGATIVE_INFINITY;
    for (int from = (int) word.startMillis() * 16; from < word.endMillis() * 16; from += 320) {
      double sum = 0;
      int to = Math.min(from + 320, samples.length);
      for (int i = from; i < to; i++) {
        sum += (double) samples[i] * samples[i];
      }
      loudest = Math.max(loudest, 10 * Math.log10(sum / (to - from) / (32_768.0 * 32_768.0)));
    }
    return loudest;
  }

  @Test
  void tenMinutesComeInOneCall() {
    // One sentence and then silence: speech alone would take as long as all other tests.
    short[] chunk = TestSpeech.lasting(600_000, speech());
    TestListener listener = new TestListener();

    List<Utterance> heard = recognize(chunk, listener);

    assertThat(heard).isNotEmpty().allSatisfy(SpeechRecognizerContract::hasItsWordsInside);
    assertThat(listener.progress()).hasSizeGreaterThan(100).isSorted();
    assertThat(listener.progress()).last().isEqualTo(600_000L);
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
