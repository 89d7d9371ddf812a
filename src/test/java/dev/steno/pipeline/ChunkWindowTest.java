package dev.steno.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.audio.Chunk;
import dev.steno.audio.PcmAudio;
import dev.steno.engine.RecognitionListener;
import dev.steno.engine.Utterance;
import dev.steno.pipeline.ChunkWindow.Finished;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ChunkWindowTest {

  private static final long CHUNK_MILLIS = 100;

  private final ThreadPoolExecutor executor = (ThreadPoolExecutor) Executors.newCachedThreadPool();
  private final Crank crank = new Crank();

  @AfterEach
  void close() {
    executor.shutdownNow();
  }

  /** An engine in which a chunk ends when a test lets it. */
  private static final class Crank implements ChunkWindow.Work {
    final Map<Integer, CountDownLatch> inside = new ConcurrentHashMap<>();
    final Map<Integer, RecognitionListener> listeners = new ConcurrentHashMap<>();
    final Map<Integer, Exception> faults = new ConcurrentHashMap<>();

    @Override
    public List<Utterance> recognize(Chunk chunk, RecognitionListener listener) throws IOException {
      CountDownLatch end = new CountDownLatch(1);
      inside.put(chunk.index(), end);
      listeners.put(chunk.index(), listener);
      FakeEngine.await(end);
      Exception fault = faults.get(chunk.index());
      if (fault instanceof IOException unreadable) {
        throw unreadable;
      }
      if (fault instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      return List.of(new Utterance(0, 10, "chunk " + chunk.index(), List.of()));
    }

    int begun() {
      return listeners.size();
    }

    void end(int chunk) {
      FakeEngine.until(() -> inside.containsKey(chunk));
      Objects.requireNonNull(inside.remove(chunk)).countDown();
    }

    void fail(int chunk, Exception fault) {
      faults.put(chunk, fault);
      end(chunk);
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 25);
  }

  /**
   * The engine ends chunks in any order and the log keeps them whenever it likes: the engine always
   * has as much to do as it can take and the bound allows, and the log gets everything once, in
   * order.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void theEngineIsNeverIdleAndTheLogGetsEveryChunkOnceInOrder(long seed) throws Exception {
    Random random = new Random(seed);
    int threads = 1 + random.nextInt(4);
    int total = 1 + random.nextInt(60);
    int bound = ChunkWindow.MOST_UNKEPT * threads;
    double logged = random.nextDouble();
    ChunkWindow window = window(total, threads);
    List<Integer> kept = new ArrayList<>();
    int ended = 0;

    window.fill();
    while (!window.isDone()) {
      int expected = Math.min(total, Math.min(ended + threads, kept.size() + bound));
      FakeEngine.until(() -> crank.begun() >= expected);
      assertThat(crank.begun()).isEqualTo(expected);
      List<Integer> inside = List.copyOf(crank.inside.keySet());
      if (inside.isEmpty() || random.nextDouble() < logged) {
        List<Finished> finished = window.awaitFinished(inside.isEmpty() ? 10_000 : 0);
        finished.forEach(one -> kept.add(one.chunk().index()));
        window.kept(finished.size());
      } else {
        crank.end(inside.get(random.nextInt(inside.size())));
        ended++;
        long done = ended * CHUNK_MILLIS;
        long keptMillis = kept.size() * CHUNK_MILLIS;
        FakeEngine.until(() -> window.unkeptMillis() == done - keptMillis);
      }
    }

    assertThat(kept).isEqualTo(IntStream.range(0, total).boxed().toList());
    assertThat(window.unkeptMillis()).isZero();
    window.stop(0);
  }

  @Test
  void whatIsFinishedBehindAChunkThatIsNotWaitsForIt() throws Exception {
    ChunkWindow window = window(4, 3);
    window.fill();
    crank.end(1);
    crank.end(2);
    FakeEngine.until(() -> window.unkeptMillis() == 2 * CHUNK_MILLIS);

    assertThat(window.awaitFinished(0)).isEmpty();
    crank.end(0);

    assertThat(window.awaitFinished(10_000))
        .extracting(one -> one.utterances().get(0).text())
        .containsExactly("chunk 0", "chunk 1", "chunk 2");
    crank.end(3);
  }

  @Test
  void whatIsDoneOfAChunkCountsBeforeItIsFinishedAndNeverMoreThanItHas() {
    ChunkWindow window = window(2, 2);
    window.fill();
    FakeEngine.until(() -> crank.begun() == 2);

    listener(0).recognized(30);
    assertThat(window.unkeptMillis()).isEqualTo(30);
    listener(1).recognized(5_000);
    assertThat(window.unkeptMillis()).isEqualTo(30 + CHUNK_MILLIS);

    crank.end(0);
    crank.end(1);
  }

  private RecognitionListener listener(int chunk) {
    return Objects.requireNonNull(crank.listeners.get(chunk));
  }

  @Test
  void whatIsInFrontOfAChunkThatFailedIsKeptAndNothingBeginsBehindIt() throws Exception {
    IllegalStateException broken = new IllegalStateException("the engine broke");
    ChunkWindow window = window(9, 3);
    window.fill();
    FakeEngine.until(() -> crank.begun() == 3);
    crank.fail(1, broken);
    FakeEngine.until(() -> executor.getActiveCount() == 2);
    crank.end(0);

    List<Finished> finished = window.awaitFinished(10_000);
    assertThat(finished).extracting(one -> one.chunk().index()).containsExactly(0);
    window.kept(1);

    assertThatThrownBy(() -> window.awaitFinished(10_000)).isSameAs(broken);
    crank.end(2);
    window.stop(10);
    assertThat(crank.inside).isEmpty();
    assertThat(crank.begun()).isEqualTo(3);
  }

  @Test
  void aFaultOfReadingIsTheReasonOfWhatIsThrown() {
    IOException unreadable = new IOException("the disk broke");
    ChunkWindow window = window(1, 1);
    window.fill();
    crank.fail(0, unreadable);

    assertThatThrownBy(() -> window.awaitFinished(10_000))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(unreadable);
  }

  @Test
  void stoppingTellsTheEngineAndWaitsForIt() {
    ChunkWindow window = window(9, 2);
    window.fill();
    FakeEngine.until(() -> crank.begun() == 2);
    executor.execute(
        () -> {
          FakeEngine.until(() -> listener(0).cancelled());
          crank.fail(0, new CancellationException("stopped"));
          crank.end(1);
        });

    window.stop(20);

    assertThat(crank.inside).isEmpty();
    assertThat(crank.begun()).isEqualTo(2);
  }

  @Test
  void theEngineIsToldThatAJobIsNoLongerWanted() {
    boolean[] unwanted = new boolean[1];
    ChunkWindow window = new ChunkWindow(chunks(1), 1, crank, executor, () -> unwanted[0]);
    window.fill();
    FakeEngine.until(() -> crank.begun() == 1);

    assertThat(listener(0).cancelled()).isFalse();
    unwanted[0] = true;
    assertThat(listener(0).cancelled()).isTrue();
    crank.end(0);
  }

  @Test
  void whatTheExecutorBeginsTooLateTouchesNothing() {
    List<Runnable> held = new ArrayList<>();
    ChunkWindow window = new ChunkWindow(chunks(9), 2, crank, held::add, () -> false);
    window.fill();
    assertThat(held).hasSize(2);

    window.stop(20);
    held.forEach(Runnable::run);

    assertThat(crank.begun()).isZero();
  }

  @Test
  void anExecutorThatRefusesIsNoReasonToWait() {
    ChunkWindow window =
        new ChunkWindow(
            chunks(9),
            2,
            crank,
            any -> {
              throw new RejectedExecutionException("shut down");
            },
            () -> false);

    assertThatThrownBy(window::fill).isInstanceOf(RejectedExecutionException.class);
    window.stop(20);
    assertThat(crank.begun()).isZero();
  }

  @Test
  void aThreadThatIsInterruptedStopsAllTheSameAndStaysInterrupted() {
    ChunkWindow window = window(1, 1);
    window.fill();
    FakeEngine.until(() -> crank.begun() == 1);
    executor.execute(
        () -> {
          FakeEngine.until(() -> listener(0).cancelled());
          crank.end(0);
        });
    Thread.currentThread().interrupt();

    window.stop(20);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(crank.inside).isEmpty();
  }

  private ChunkWindow window(int count, int threads) {
    return new ChunkWindow(chunks(count), threads, crank, executor, () -> false);
  }

  private static List<Chunk> chunks(int count) {
    long samples = CHUNK_MILLIS * PcmAudio.SAMPLE_RATE / 1000;
    return IntStream.range(0, count)
        .mapToObj(index -> new Chunk(index, index * samples, (index + 1) * samples))
        .toList();
  }
}
