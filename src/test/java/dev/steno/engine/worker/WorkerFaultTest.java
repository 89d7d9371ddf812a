package dev.steno.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.TestListener;
import dev.steno.engine.Utterance;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a worker does, its caller gets an answer or a clear problem. */
@Timeout(60)
class WorkerFaultTest {

  private static final short[] SECOND = new short[16_000];
  private static final RecognitionOptions FINE = new RecognitionOptions("en", false, "fine");

  /** Told apart by its memory alone, as one model from another by its file. */
  private static final WorkerSpec OTHER = FaultyLoader.spec("none", 301L << 20);

  @TempDir Path folder;

  private final TestListener listener = new TestListener();

  @SuppressWarnings("NullAway.Init")
  private TestWorkers workers;

  @AfterEach
  void nothingIsLeft() throws IOException {
    workers.close();
    assertThat(TestWorkers.processes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit", "exit7", "abort", "garbage", "hang", "heap", "native", "throw"})
  void theChunkOfAFailedWorkerIsGivenToAFreshOne(String fault) throws IOException {
    start("none");

    List<Utterance> heard = recognize(fault + " " + folder.resolve("failed-once"));

    assertThat(heard).extracting(Utterance::text).singleElement().asString().startsWith("pid ");
    assertThat(listener.progress()).containsExactly(900L, 1_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "exit, ENGINE_CRASHED, ended with status 0",
    "garbage, ENGINE_CRASHED, answered nonsense: a frame of",
    "hang, ENGINE_CRASHED, did not answer within 3 s",
    "throw, ENGINE_CRASHED, the engine threw IllegalStateException",
    "heap, OUT_OF_MEMORY, heap of 64m",
    "native, OUT_OF_MEMORY, MiB are allowed",
  })
  void aChunkThatFailsTwiceIsAProblemWithItsReason(String fault, ErrorCode code, String reason)
      throws IOException {
    start("none");

    ProblemException problem = problem(fault);

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.technicalDetail()).contains(reason).doesNotContain("/");
    assertThat(recognize("fine")).hasSize(2);
  }

  @Test
  void aWorkerKilledFromOutsideIsReplaced() throws Exception {
    start("none");
    CompletableFuture<List<Utterance>> answer =
        CompletableFuture.supplyAsync(
            () -> recognize("hang " + folder.resolve("failed-once")), workers.executor());
    await().until(() -> Files.exists(folder.resolve("failed-once")));

    TestWorkers.processes().forEach(ProcessHandle::destroyForcibly);

    assertThat(answer.get(20, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void aProblemOfTheEngineIsToldAtOnceAndItsWorkerStays() throws IOException {
    start("none");
    String worker = pid();

    assertThat(problem("problem").code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE);
    assertThat(pid()).isEqualTo(worker);
  }

  @ParameterizedTest
  @CsvSource({
    "exit7, ENGINE_CRASHED",
    "throw, ENGINE_CRASHED",
    "heap, OUT_OF_MEMORY",
    "unreadable, MODEL_UNAVAILABLE",
    "problem, MODEL_UNAVAILABLE",
  })
  void anEngineThatDoesNotLoadIsAProblem(String fault, ErrorCode code) throws IOException {
    start(fault);

    ProblemException problem = problem("fine");

    assertThat(problem.code()).isEqualTo(code);
    assertThat(String.valueOf(problem.technicalDetail())).doesNotContain("/");
  }

  @Test
  void workersAreKeptWarmAndRecycled() throws IOException {
    start("none");
    String first = pid();

    assertThat(pid()).isEqualTo(first);
    assertThat(pid()).isEqualTo(first);
    assertThat(pid()).isNotEqualTo(first);
  }

  @Test
  void aWorkerThatStoppedWhileIdleIsReplacedWithoutWaitingForAChunkToTimeOut() throws Exception {
    start("none");
    String stopped = pid();
    new ProcessBuilder("/bin/kill", "-STOP", stopped.replace("pid ", "")).start().waitFor();

    assertThat(pid()).isNotEqualTo(stopped);
    assertThat(TestWorkers.processes()).hasSize(1);
  }

  @Test
  void anIdleWorkerMakesRoomForAnotherEngine() throws IOException {
    start("none");
    pid();

    workers.recognizer(OTHER).recognize(SECOND, FINE, listener);

    assertThat(TestWorkers.processes()).hasSize(1);
  }

  @Test
  void theIdleWorkersOfAModelThatIsRemovedAreEnded() throws IOException {
    start("none");
    pid();

    workers.pool().retire(spec -> spec.equals(OTHER));
    assertThat(TestWorkers.processes()).hasSize(1);
    workers.pool().retire(spec -> true);

    await().until(() -> TestWorkers.processes().findAny().isEmpty());
  }

  @Test
  void cancellingKillsTheWorkerWithinASecond() throws Exception {
    start("none");
    CompletableFuture<List<Utterance>> answer =
        CompletableFuture.supplyAsync(() -> recognize("hang"), workers.executor());
    await().until(() -> !listener.progress().isEmpty());

    listener.cancel();

    assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(CancellationException.class);
    assertThat(TestWorkers.processes()).isEmpty();
  }

  @Test
  void cancellingWhileTheEngineLoadsEndsIt() throws Exception {
    start("hang");
    CompletableFuture<List<Utterance>> answer =
        CompletableFuture.supplyAsync(() -> recognize("fine"), workers.executor());
    await().until(() -> TestWorkers.processes().findAny().isPresent());

    listener.cancel();

    assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(CancellationException.class);
    assertThat(TestWorkers.processes()).isEmpty();
  }

  @Test
  void closingEndsWhatIsAtWorkAndRefusesWhatComesLater() throws Exception {
    start("none");
    CompletableFuture<List<Utterance>> answer =
        CompletableFuture.supplyAsync(() -> recognize("hang"), workers.executor());
    await().until(() -> !listener.progress().isEmpty());

    workers.pool().close();

    assertThat(TestWorkers.processes()).isEmpty();
    assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(ProblemException.class)
        .hasMessageContaining("being stopped");
    assertThat(problem("fine").code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE);
  }

  @Test
  void aWorkerEndsWithTheServerHoweverThatEnds() throws Exception {
    start("none");
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ShortLivedServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = server.inputReader().readLine();
    ProcessHandle worker = ProcessHandle.of(Long.parseLong(line)).orElseThrow();
    assertThat(worker.isAlive()).isTrue();

    server.destroyForcibly();

    await().atMost(Duration.ofSeconds(5)).until(() -> !worker.isAlive());
  }

  private void start(String faultAtStart) throws IOException {
    workers =
        TestWorkers.of(
            FaultyLoader.spec(faultAtStart),
            new WorkerLimits(
                1,
                3,
                Duration.ofSeconds(30),
                Duration.ofSeconds(3),
                0,
                Duration.ofMillis(50),
                Duration.ofMillis(200)));
  }

  private List<Utterance> recognize(String prompt) {
    return workers
        .recognizer()
        .recognize(SECOND, new RecognitionOptions("en", false, prompt), listener);
  }

  private String pid() {
    return recognize("fine").get(1).text();
  }

  private ProblemException problem(String prompt) {
    return catchThrowableOfType(ProblemException.class, () -> recognize(prompt));
  }
}
