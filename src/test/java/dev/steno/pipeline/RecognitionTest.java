package dev.steno.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steno.audio.Chunk;
import dev.steno.audio.PcmAudio;
import dev.steno.engine.Utterance;
import dev.steno.pipeline.Checkpoints.Advance;
import dev.steno.pipeline.Checkpoints.Resumption;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.progress.Stage;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(15)
class RecognitionTest {

  private static final int CHUNK_SAMPLES = PcmAudio.SAMPLE_RATE / 10;
  private static final long CHUNK_MILLIS = 100;

  @TempDir Path folder;

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final SettableClock clock = new SettableClock();
  private final RecordingCheckpoints checkpoints = new RecordingCheckpoints();
  private @Nullable PcmAudio audio;

  @AfterEach
  void close() throws IOException {
    executor.shutdownNow();
    if (audio != null) {
      audio.close();
    }
  }

  @Test
  void everyChunkIsToldInItsOrderWithTimesFromTheStartOfTheRecording() throws IOException {
    FakeEngine engine =
        new FakeEngine(
            2,
            (chunk, listener) ->
                List.of(
                    new Utterance(
                        10, 90, "chunk " + chunk, List.of(new Word("w", 20, 40, 0.5, false)))));

    recognition(engine, 3).run(executor, () -> false);

    assertThat(checkpoints.chunks).containsExactly(0, 1, 2);
    assertThat(checkpoints.segments)
        .containsExactly(segment(0, 0), segment(1, 100), segment(2, 200));
  }

  private static Segment segment(int chunk, long from) {
    return new Segment(
        chunk,
        from + 10,
        from + 90,
        "chunk " + chunk,
        List.of(new Word("w", from + 20, from + 40, 0.5, false)),
        null);
  }

  @Test
  void theOrderIsKeptThoughChunksFinishOutOfOrder() throws IOException {
    CountDownLatch laterOnesDone = new CountDownLatch(3);
    FakeEngine engine =
        new FakeEngine(
            2,
            (chunk, listener) -> {
              if (chunk == 0) {
                FakeEngine.await(laterOnesDone);
              } else {
                laterOnesDone.countDown();
              }
              return said("chunk " + chunk);
            });

    recognition(engine, 6).run(executor, () -> false);

    assertThat(checkpoints.chunks).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(checkpoints.segments).extracting(Segment::index).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(checkpoints.segments)
        .extracting(Segment::text)
        .containsExactly("chunk 0", "chunk 1", "chunk 2", "chunk 3", "chunk 4", "chunk 5");
  }

  @Test
  void oneMoreThanTheEngineTakesIsInFlightAndNeverMore() throws IOException {
    CountDownLatch allBegun = new CountDownLatch(3);
    FakeEngine engine =
        new FakeEngine(
            2,
            (chunk, listener) -> {
              allBegun.countDown();
              FakeEngine.await(allBegun);
              return said("chunk " + chunk);
            });

    recognition(engine, 12).run(executor, () -> false);

    assertThat(engine.mostRunning()).isEqualTo(3);
    assertThat(checkpoints.chunks).hasSize(12);
  }

  @Test
  void aChunkMayHoldSeveralUtterancesOrNone() throws IOException {
    FakeEngine engine =
        new FakeEngine(
            1,
            (chunk, listener) ->
                chunk == 1
                    ? List.of()
                    : List.of(
                        new Utterance(0, 40, chunk + "a", List.of()),
                        new Utterance(50, 90, chunk + "b", List.of())));

    recognition(engine, 3).run(executor, () -> false);

    assertThat(checkpoints.chunks).containsExactly(0, 1, 2);
    assertThat(checkpoints.segments).extracting(Segment::index).containsExactly(0, 1, 2, 3);
    assertThat(checkpoints.segments)
        .extracting(Segment::text)
        .containsExactly("0a", "0b", "2a", "2b");
  }

  @Test
  void wordsThatAnEnginePutsOutsideAreMovedInside() throws IOException {
    FakeEngine engine =
        new FakeEngine(
            1,
            (chunk, listener) ->
                List.of(new Utterance(10, 50, "w", List.of(new Word("w", 0, 70, null, false)))));

    recognition(engine, 2).run(executor, () -> false);

    assertThat(checkpoints.segments.get(1).words())
        .containsExactly(new Word("w", 110, 150, null, true));
  }

  @Test
  void progressOnlyRisesAndLeavesRoomForWhatFollows() throws IOException {
    FakeEngine engine = new FakeEngine(2, (chunk, listener) -> said("chunk " + chunk));

    recognition(engine, 7).run(executor, () -> false);

    assertThat(checkpoints.advances).extracting(Advance::percentage).isSorted().endsWith(98);
    assertThat(checkpoints.advances.get(0).percentage()).isZero();
    assertThat(checkpoints.advances)
        .allSatisfy(
            advance -> {
              assertThat(advance.stage()).isEqualTo(Stage.TRANSCRIBING);
              assertThat(advance.percentage()).isBetween(0, 98);
            });
  }

  @Test
  void progressWithinAChunkIsToldWhileItIsRecognized() throws IOException {
    CountDownLatch told = new CountDownLatch(1);
    FakeEngine engine =
        new FakeEngine(
            1,
            (chunk, listener) -> {
              if (chunk == 0) {
                listener.recognized(CHUNK_MILLIS / 2);
                clock.forward(250);
                FakeEngine.await(told);
                // More than there is counts as all there is.
                listener.recognized(CHUNK_MILLIS * 50);
              }
              return said("chunk " + chunk);
            });
    RecordingCheckpoints impatient =
        new RecordingCheckpoints() {
          @Override
          public void advanced(Advance advance) {
            super.advanced(advance);
            if (advance.percentage() >= 24) {
              told.countDown();
            }
          }
        };

    new Recognition(job(engine), pcm(2), chunks(2), new Resumption(null, 0, 0), impatient, clock)
        .run(executor, () -> false);

    assertThat(impatient.advances).extracting(Advance::percentage).isSorted().endsWith(98);
    assertThat(told.getCount()).isZero();
  }

  @Test
  void theTimeLeftIsToldFromTheSpeedOfThisAttempt() throws IOException {
    // Chunks of 100 ms of speech at 50 a second: a chunk in two seconds. Half were done before.
    FakeEngine engine =
        new FakeEngine(
            1,
            (chunk, listener) -> {
              await().until(() -> checkpoints.chunks.size() == chunk - 10);
              clock.forward(2_000);
              return said("chunk " + chunk);
            });

    new Recognition(
            job(engine), pcm(20), chunks(20), new Resumption(chunks(20), 10, 2), checkpoints, clock)
        .run(executor, () -> false);

    assertThat(checkpoints.advances)
        .extracting(Advance::percentage)
        .containsExactly(49, 53, 58, 63, 68, 73, 78, 83, 88, 93, 98);
    assertThat(checkpoints.advances)
        .extracting(Advance::etaSeconds)
        .containsExactly(null, null, null, null, 13, 11, 9, 7, 5, 3, 1);
  }

  @Test
  void progressIsToldAtLeastEveryFiveSecondsThoughNothingMoves() throws IOException {
    FakeEngine engine =
        new FakeEngine(
            1,
            (chunk, listener) -> {
              for (int told = 1; told <= 3; told++) {
                int known = told;
                await().until(() -> checkpoints.advances.size() == known);
                clock.forward(4_500);
              }
              await().until(() -> checkpoints.advances.size() == 4);
              return said("at last");
            });

    recognition(engine, 1).run(executor, () -> false);

    assertThat(checkpoints.advances)
        .extracting(Advance::percentage)
        .containsExactly(0, 0, 0, 0, 98);
  }

  @Test
  void progressIsToldNoMoreThanFourTimesASecondButForTheLast() throws IOException {
    FakeEngine engine =
        new FakeEngine(
            1,
            (chunk, listener) -> {
              await().until(() -> checkpoints.chunks.size() == chunk);
              clock.forward(100);
              return said("chunk " + chunk);
            });

    recognition(engine, 10).run(executor, () -> false);

    assertThat(checkpoints.chunks).hasSize(10);
    assertThat(checkpoints.advances).hasSizeBetween(4, 1000 / 250 + 2);
    assertThat(checkpoints.advances).extracting(Advance::percentage).isSorted().endsWith(98);
  }

  @Test
  void anAttemptGoesOnBehindTheFinishedChunks() throws IOException {
    FakeEngine engine = new FakeEngine(2, (chunk, listener) -> said("chunk " + chunk));

    new Recognition(
            job(engine), pcm(5), chunks(5), new Resumption(chunks(5), 3, 7), checkpoints, clock)
        .run(executor, () -> false);

    assertThat(engine.hasBegun(2)).isFalse();
    assertThat(checkpoints.chunks).containsExactly(3, 4);
    assertThat(checkpoints.segments).extracting(Segment::index).containsExactly(7, 8);
    assertThat(checkpoints.segments)
        .extracting(Segment::startMillis)
        .containsExactly(3 * CHUNK_MILLIS, 4 * CHUNK_MILLIS);
    assertThat(checkpoints.advances).extracting(Advance::percentage).containsExactly(58, 98);
  }

  @Test
  void anAttemptBehindTheLastChunkHasNothingToDo() throws IOException {
    FakeEngine engine = new FakeEngine(2, (chunk, listener) -> said("never"));

    new Recognition(
            job(engine), pcm(2), chunks(2), new Resumption(chunks(2), 2, 5), checkpoints, clock)
        .run(executor, () -> false);

    assertThat(checkpoints.segments).isEmpty();
    assertThat(checkpoints.advances).extracting(Advance::percentage).containsExactly(98);
  }

  @Test
  void aRecordingOfSilenceHasNothingToRecognize() throws IOException {
    FakeEngine engine = new FakeEngine(2, (chunk, listener) -> said("never"));

    recognition(engine, 0).run(executor, () -> false);

    assertThat(checkpoints.segments).isEmpty();
    assertThat(checkpoints.advances).extracting(Advance::percentage).containsExactly(98);
  }

  @Test
  void cancellingStopsEverythingAndLeavesNothingRunning() throws Exception {
    AtomicBoolean unwanted = new AtomicBoolean();
    FakeEngine engine = new FakeEngine(2, (chunk, listener) -> FakeEngine.untilCancelled(listener));
    Recognition recognition = recognition(engine, 9);
    Future<?> cancelling =
        executor.submit(
            () -> {
              FakeEngine.await(engine.begun(2));
              unwanted.set(true);
            });

    assertThatThrownBy(() -> recognition.run(executor, unwanted::get))
        .isInstanceOf(CancellationException.class);

    assertThat(engine.running()).isZero();
    assertThat(engine.hasBegun(8)).isFalse();
    assertThat(checkpoints.chunks).isEmpty();
    cancelling.get();
  }

  @Test
  void cancellingBetweenTwoChunksStopsTheRest() throws IOException {
    AtomicBoolean unwanted = new AtomicBoolean();
    FakeEngine engine =
        new FakeEngine(
            1,
            (chunk, listener) -> chunk == 0 ? said("first") : FakeEngine.untilCancelled(listener));
    RecordingCheckpoints cancelling =
        new RecordingCheckpoints() {
          @Override
          public void recognized(List<Chunk> batch, List<Segment> told, @Nullable Advance advance) {
            super.recognized(batch, told, advance);
            unwanted.set(true);
          }
        };

    assertThatThrownBy(
            () ->
                new Recognition(
                        job(engine),
                        pcm(5),
                        chunks(5),
                        new Resumption(null, 0, 0),
                        cancelling,
                        clock)
                    .run(executor, unwanted::get))
        .isInstanceOf(CancellationException.class);

    assertThat(cancelling.chunks).containsExactly(0);
    assertThat(engine.running()).isZero();
  }

  @Test
  void theFaultOfAChunkReachesTheCallerAndStopsTheRest() throws IOException {
    ProblemException crashed = new ProblemException(ErrorCode.ENGINE_CRASHED, "It broke.");
    FakeEngine engine = new FakeEngine(2, (chunk, listener) -> said("replaced below"));
    engine.behave(
        (chunk, listener) -> {
          if (chunk == 1) {
            FakeEngine.await(engine.begun(2));
            throw crashed;
          }
          return chunk == 0 ? said("first") : FakeEngine.untilCancelled(listener);
        });

    Recognition recognition = recognition(engine, 9);

    assertThatThrownBy(() -> recognition.run(executor, () -> false)).isSameAs(crashed);
    assertThat(checkpoints.chunks).containsExactly(0);
    assertThat(engine.running()).isZero();
  }

  @Test
  void anErrorOfAChunkReachesTheCallerAsItIs() throws IOException {
    NoClassDefFoundError missing = new NoClassDefFoundError("engine");
    FakeEngine engine =
        new FakeEngine(
            1,
            (chunk, listener) -> {
              throw missing;
            });
    Recognition recognition = recognition(engine, 2);

    assertThatThrownBy(() -> recognition.run(executor, () -> false)).isSameAs(missing);
  }

  @Test
  void anAttemptThatIsOverStopsTheRest() throws IOException {
    IllegalStateException stale = new IllegalStateException("another attempt took over");
    FakeEngine engine =
        new FakeEngine(
            2,
            (chunk, listener) -> chunk == 0 ? said("first") : FakeEngine.untilCancelled(listener));
    RecordingCheckpoints over =
        new RecordingCheckpoints() {
          @Override
          public void recognized(List<Chunk> batch, List<Segment> told, @Nullable Advance advance) {
            throw stale;
          }
        };

    assertThatThrownBy(
            () ->
                new Recognition(
                        job(engine), pcm(9), chunks(9), new Resumption(null, 0, 0), over, clock)
                    .run(executor, () -> false))
        .isSameAs(stale);
    assertThat(engine.running()).isZero();
  }

  @Test
  void anAttemptThatIsOverBeforeItBeginsRecognizesNothing() throws IOException {
    IllegalStateException stale = new IllegalStateException("another attempt took over");
    FakeEngine engine = new FakeEngine(2, (chunk, listener) -> said("never"));
    RecordingCheckpoints over =
        new RecordingCheckpoints() {
          @Override
          public void advanced(Advance advance) {
            throw stale;
          }
        };

    assertThatThrownBy(
            () ->
                new Recognition(
                        job(engine), pcm(2), chunks(2), new Resumption(null, 0, 0), over, clock)
                    .run(executor, () -> false))
        .isSameAs(stale);
    assertThat(engine.hasBegun(0)).isFalse();
  }

  @Test
  void aServerThatShutsDownStopsEverything() throws Exception {
    FakeEngine engine = new FakeEngine(2, (chunk, listener) -> FakeEngine.untilCancelled(listener));
    Recognition recognition = recognition(engine, 9);
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              try {
                recognition.run(executor, () -> false);
              } catch (CancellationException expected) {
                stillInterrupted.set(Thread.currentThread().isInterrupted());
              }
            });

    caller.start();
    FakeEngine.await(engine.begun(2));
    caller.interrupt();
    caller.join();

    assertThat(stillInterrupted).isTrue();
    assertThat(engine.running()).as("chunks in flight").isZero();
    assertThat(checkpoints.chunks).isEmpty();
  }

  @Test
  void chunksThatAStoppedExecutorNeverBeginsKeepNobodyWaiting() throws Exception {
    FakeEngine engine = new FakeEngine(2, (chunk, listener) -> said("never"));
    Recognition recognition = recognition(engine, 9);
    CountDownLatch hold = new CountDownLatch(1);
    ExecutorService occupied = Executors.newSingleThreadExecutor();
    occupied.execute(() -> FakeEngine.await(hold));
    AtomicBoolean cancelled = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              try {
                recognition.run(occupied, () -> false);
              } catch (CancellationException expected) {
                cancelled.set(true);
              }
            });

    caller.start();
    await().until(() -> !checkpoints.advances.isEmpty());
    caller.interrupt();
    caller.join(10_000);

    assertThat(cancelled).isTrue();
    assertThat(engine.hasBegun(0)).isFalse();
    hold.countDown();
    occupied.shutdown();
  }

  @Test
  void aLogThatIsSlowIsWrittenLessOftenAndTheEngineGoesOnUpToTheBound() throws Exception {
    int bound = 2 * ChunkWindow.MOST_UNKEPT;
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch writing = new CountDownLatch(1);
    FakeEngine engine =
        new FakeEngine(
            1,
            (chunk, listener) -> {
              if (chunk > 0) {
                FakeEngine.await(writing);
              }
              return said("chunk " + chunk);
            });
    RecordingCheckpoints slow =
        new RecordingCheckpoints() {
          @Override
          public void recognized(List<Chunk> batch, List<Segment> told, @Nullable Advance advance) {
            writing.countDown();
            FakeEngine.await(written);
            super.recognized(batch, told, advance);
          }
        };
    Recognition recognition =
        new Recognition(job(engine), pcm(20), chunks(20), new Resumption(null, 0, 0), slow, clock);

    Future<?> run = executor.submit(() -> recognition.run(executor, () -> false));
    await().until(() -> engine.hasBegun(bound - 1) && engine.running() == 0);

    assertThat(engine.hasBegun(bound)).as("begun beyond the bound").isFalse();
    written.countDown();
    run.get();
    assertThat(slow.batches.get(0)).containsExactly(0);
    assertThat(slow.batches.get(1)).as("in one go").startsWith(1, 2, 3, 4, 5, 6, 7);
    assertThat(slow.batches).allMatch(batch -> batch.size() <= bound);
    assertThat(slow.chunks).isEqualTo(IntStream.range(0, 20).boxed().toList());
    assertThat(slow.segments)
        .extracting(Segment::text)
        .isEqualTo(IntStream.range(0, 20).mapToObj(chunk -> "chunk " + chunk).toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whereverTheLogFailsWhatWasKeptIsTheBeginningAndNothingRunsOn(long seed) throws IOException {
    Random random = new Random(seed);
    int failingWrite = random.nextInt(8);
    IllegalStateException away = new IllegalStateException("the database is away");
    FakeEngine engine =
        new FakeEngine(
            3,
            (chunk, listener) -> {
              spin(new Random(seed * 1000 + chunk).nextInt(200));
              return said("chunk " + chunk);
            });
    RecordingCheckpoints failing =
        new RecordingCheckpoints() {
          @Override
          public void recognized(List<Chunk> batch, List<Segment> told, @Nullable Advance advance) {
            spin(random.nextInt(400));
            if (batches.size() == failingWrite) {
              throw away;
            }
            super.recognized(batch, told, advance);
          }
        };
    Recognition recognition =
        new Recognition(
            job(engine), pcm(200), chunks(200), new Resumption(null, 0, 0), failing, clock);

    assertThatThrownBy(() -> recognition.run(executor, () -> false)).isSameAs(away);

    assertThat(engine.running()).isZero();
    assertThat(failing.batches).hasSize(failingWrite);
    assertThat(failing.chunks)
        .isEqualTo(IntStream.range(0, failing.chunks.size()).boxed().toList());
    assertThat(failing.segments).extracting(Segment::index).isEqualTo(failing.chunks);
  }

  private static void spin(int micros) {
    long until = System.nanoTime() + micros * 1000L;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  @Test
  void utterancesThatOverlapOrLeaveTheirChunkAreMovedInside() throws IOException {
    FakeEngine engine =
        new FakeEngine(
            1,
            (chunk, listener) ->
                List.of(
                    new Utterance(-20, 60, "one", List.of()),
                    new Utterance(40, 90, "two", List.of(new Word("two", 40, 90, null, false))),
                    new Utterance(95, 300, "three", List.of())));

    recognition(engine, 2).run(executor, () -> false);

    assertThat(checkpoints.segments)
        .extracting(Segment::startMillis)
        .containsExactly(0L, 60L, 95L, 100L, 160L, 195L);
    assertThat(checkpoints.segments)
        .extracting(Segment::endMillis)
        .containsExactly(60L, 90L, 100L, 160L, 190L, 200L);
    assertThat(checkpoints.segments.get(1).words())
        .containsExactly(new Word("two", 60, 90, null, true));
  }

  private Recognition recognition(FakeEngine engine, int count) throws IOException {
    return new Recognition(
        job(engine), pcm(count), chunks(count), new Resumption(null, 0, 0), checkpoints, clock);
  }

  private Job job(FakeEngine engine) {
    return new Job(folder.resolve("recording"), folder.resolve("pcm"), engine, "en", false, null);
  }

  private static List<Chunk> chunks(int count) {
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chunks.add(new Chunk(i, (long) i * CHUNK_SAMPLES, (i + 1L) * CHUNK_SAMPLES));
    }
    return chunks;
  }

  /** A recording in which every sample of a chunk is the chunk's index. */
  private PcmAudio pcm(int count) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(count * CHUNK_SAMPLES * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count * CHUNK_SAMPLES; i++) {
      bytes.putShort((short) (i / CHUNK_SAMPLES));
    }
    Path file = Files.write(folder.resolve("pcm"), bytes.array());
    PcmAudio opened = PcmAudio.open(file);
    audio = opened;
    return opened;
  }

  private static List<Utterance> said(String text) {
    return List.of(new Utterance(0, 50, text, List.of()));
  }
}
