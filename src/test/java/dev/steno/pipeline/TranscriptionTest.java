package dev.steno.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.audio.Chunk;
import dev.steno.audio.PcmAudio;
import dev.steno.audio.SpeechChunker;
import dev.steno.engine.RecognitionListener;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.Utterance;
import dev.steno.engine.WordAligner;
import dev.steno.pipeline.Checkpoints.Advance;
import dev.steno.progress.Stage;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TranscriptionTest {

  /** Enough segments for three writes in aligning. */
  private static final int CHUNKS = 120;

  private static final int CHUNK_MILLIS = 500;

  @TempDir Path folder;

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final FakeEngine engine = new FakeEngine(2, TranscriptionTest::stretched);
  private final Transcription transcription =
      new Transcription(new SpeechChunker(), new WordAligner(), executor, new SettableClock());
  private @Nullable PcmAudio audio;

  @AfterEach
  void close() throws IOException {
    executor.shutdownNow();
    if (audio != null) {
      audio.close();
    }
  }

  /** In every chunk somebody speaks from 100 to 300 ms; this engine says it takes the whole. */
  private static List<Utterance> stretched(int chunk, RecognitionListener listener) {
    return List.of(
        new Utterance(0, CHUNK_MILLIS, "word", List.of(new Word("word", 0, 500, null, false))));
  }

  @Test
  void theStagesComeInTheirOrderAndThePercentageNeverGoesBack() throws IOException {
    StoredTask task = new StoredTask(chunks(CHUNKS));

    run(task, null, () -> false);

    assertThat(task.stages()).containsExactly(Stage.TRANSCRIBING, Stage.ALIGNING);
    assertThat(task.advances).extracting(Advance::percentage).isSorted().endsWith(99);
    assertThat(task.segments()).hasSize(CHUNKS);
    assertThat(task.segments().get(1).words())
        .containsExactly(new Word("word", 540, 860, null, false));
  }

  @Test
  void theLanguageIsFoundOutOnceAndKeptAndUsedForAllChunks() throws IOException {
    engine.hear((chunk, listener) -> "fr");
    StoredTask task = new StoredTask(chunks(5));

    run(task, null, () -> false);

    assertThat(engine.askedForLanguage()).hasSize(1);
    assertThat(task.language()).isEqualTo("fr");
    assertThat(engine.options())
        .hasSize(5)
        .containsOnly(new RecognitionOptions("fr", true, "Steno"));
    assertThat(task.advances)
        .contains(new Advance(Stage.TRANSCRIBING, 0, "Finding out the language", null));
  }

  @Test
  void aLanguageThatIsKnownIsNotAskedFor() throws IOException {
    StoredTask task = new StoredTask(chunks(2));

    run(task, "de", () -> false);

    assertThat(engine.askedForLanguage()).isEmpty();
    assertThat(engine.options()).extracting(RecognitionOptions::language).containsOnly("de");
    assertThat(task.language()).as("kept already").isNull();
  }

  @Test
  void theLanguageOfALaterAttemptIsThatOfTheEarlierOne() throws IOException {
    engine.hear((chunk, listener) -> "fr");
    StoredTask task = new StoredTask(chunks(5));
    AtomicInteger asked = new AtomicInteger();
    engine.behave(
        (chunk, listener) -> {
          if (asked.incrementAndGet() == 4) {
            throw new IllegalStateException("the engine broke");
          }
          return stretched(chunk, listener);
        });
    assertThatThrownBy(() -> run(task, null, () -> false)).hasMessage("the engine broke");
    engine.behave(TranscriptionTest::stretched);
    engine.hear((chunk, listener) -> "de");

    run(task, task.language(), () -> false);

    assertThat(engine.askedForLanguage()).hasSize(1);
    assertThat(engine.options()).extracting(RecognitionOptions::language).containsOnly("fr");
    assertThat(task.segments()).hasSize(5);
  }

  @Test
  void aRecordingWithoutSpeechHasNoLanguage() throws IOException {
    StoredTask task = new StoredTask();

    run(task, null, () -> false);

    assertThat(engine.askedForLanguage()).isEmpty();
    assertThat(task.language()).isNull();
    assertThat(task.segments()).isEmpty();
    assertThat(task.warnings).isEmpty();
  }

  @Test
  void cancellingWorksWhileTheLanguageIsFoundOut() throws Exception {
    AtomicBoolean unwanted = new AtomicBoolean();
    engine.hear(
        (chunk, listener) -> {
          unwanted.set(true);
          FakeEngine.untilCancelled(listener);
          return "never";
        });
    StoredTask task = new StoredTask(chunks(2));

    Future<?> attempt =
        executor.submit(
            () -> {
              run(task, null, unwanted::get);
              return null;
            });

    assertThatThrownBy(attempt::get).hasCauseInstanceOf(CancellationException.class);
    assertThat(task.language()).isNull();
    assertThat(engine.hasBegun(0)).isFalse();
  }

  @Test
  void whereverTheServerCrashesTheNextAttemptEndsWithTheSameTranscript() throws IOException {
    StoredTask undisturbed = new StoredTask(chunks(CHUNKS));
    run(undisturbed, "en", () -> false);
    assertThat(undisturbed.told).as("told again by aligning").hasSize(2 * CHUNKS);

    int crashes = 0;
    for (int write = undisturbed.writes() - 1; write > undisturbed.writes() - 8; write--) {
      StoredTask task = new StoredTask(chunks(CHUNKS)).crashingAt(write);
      assertThatThrownBy(() -> run(task, "en", () -> false)).isInstanceOf(StoredTask.Crash.class);
      crashes += task.stages().contains(Stage.ALIGNING) ? 1 : 0;
      task.restart();

      run(task, "en", () -> false);

      assertThat(task.segments())
          .as("after a crash at %d", write)
          .isEqualTo(undisturbed.segments());
      assertThat(task.warnings).isEmpty();
    }
    assertThat(crashes).as("crashes between two writes of aligning").isEqualTo(3);
  }

  @Test
  void anAttemptAfterACrashInAligningAsksNoEngine() throws IOException {
    StoredTask task = new StoredTask(chunks(3)).crashingAt(3 + 2);
    assertThatThrownBy(() -> run(task, "en", () -> false)).isInstanceOf(StoredTask.Crash.class);
    assertThat(task.finished()).isEqualTo(3);
    task.restart();
    int asked = engine.options().size();

    run(task, null, () -> false);

    assertThat(engine.options()).hasSize(asked);
    assertThat(engine.askedForLanguage()).isEmpty();
    assertThat(task.segments()).extracting(Segment::startMillis).containsExactly(40L, 540L, 1040L);
  }

  private void run(StoredTask task, @Nullable String language, BooleanSupplier cancelled)
      throws IOException {
    transcription.run(
        new Job(
            folder.resolve("recording"), folder.resolve("pcm"), engine, language, true, "Steno"),
        audio(task),
        task.resumption(),
        task,
        cancelled);
  }

  private PcmAudio audio(StoredTask task) throws IOException {
    if (audio == null) {
      List<Chunk> chunks = task.resumption().chunks();
      int count = chunks == null ? 0 : chunks.size();
      int[] times = new int[2 * count];
      for (int i = 0; i < count; i++) {
        times[2 * i] = i * CHUNK_MILLIS + 100;
        times[2 * i + 1] = i * CHUNK_MILLIS + 300;
      }
      audio = Sounds.write(folder.resolve("pcm"), Math.max(1, count) * CHUNK_MILLIS, times);
    }
    return audio;
  }

  private static List<Chunk> chunks(int count) {
    int samples = CHUNK_MILLIS * PcmAudio.SAMPLE_RATE / 1000;
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chunks.add(new Chunk(i, (long) i * samples, (i + 1L) * samples));
    }
    return chunks;
  }
}
