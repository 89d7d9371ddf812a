package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steno.engine.model.DownloadPolicy.When;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.testing.StubHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What asking for a model does, and how it is seen. */
class ModelInstallationTest {

  private static final byte[] FILE = SampleFiles.multilingual();

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = new Workshop(folder);
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private static ModelState state(ModelInstaller installer, String name) {
    return installer.state(name).orElseThrow();
  }

  private static void awaitStatus(ModelInstaller installer, String name, ModelStatus status) {
    await().until(() -> state(installer, name).status() == status);
  }

  private static InstalledModel installed(ModelInstaller installer, String name) {
    return installer.awaitInstalled(name, progress -> {}, () -> false);
  }

  @Test
  void aModelIsFetchedAndThenFoundWithoutARestart() throws IOException {
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();
    assertThat(state(installer, "tiny").status()).isEqualTo(ModelStatus.ABSENT);
    assertThat(state(installer, "tiny").bytes()).hasValue(FILE.length);

    installer.install("tiny");
    awaitStatus(installer, "tiny", ModelStatus.INSTALLED);

    assertThat(workshop.files()).containsExactly("ggml-tiny.bin");
    assertThat(folder.resolve("ggml-tiny.bin")).hasBinaryContent(FILE);
    assertThat(workshop.store.best("de")).map(InstalledModel::name).hasValue("tiny");
  }

  @Test
  void whatIsHereIsNotFetchedAgain() {
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();
    installed(installer, "tiny");

    assertThat(installer.install("tiny").status()).isEqualTo(ModelStatus.INSTALLED);
    assertThat(installed(installer, "tiny").name()).isEqualTo("tiny");
    assertThat(workshop.hub.requests()).hasSize(1);
  }

  @Test
  void howFarItIsCanBeSeenWhileItComes() {
    CountDownLatch goOn = new CountDownLatch(1);
    workshop.hub.misbehave(workshop.hub.holdBack(FILE, FILE.length / 2, goOn));
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();

    assertThat(installer.install("tiny").status()).isEqualTo(ModelStatus.INSTALLING);
    await()
        .untilAsserted(
            () ->
                assertThat(state(installer, "tiny").progress().orElseThrow())
                    .returns(FILE.length / 2L, InstallationProgress::bytes)
                    .returns((long) FILE.length, InstallationProgress::totalBytes)
                    .extracting(InstallationProgress::percentage)
                    .isIn(49, 50));
    assertThat(workshop.store.find("tiny")).isEmpty();
    goOn.countDown();
    awaitStatus(installer, "tiny", ModelStatus.INSTALLED);
    assertThat(state(installer, "tiny").progress()).isEmpty();
  }

  @Test
  void whoWaitsIsToldHowFarItIs() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    workshop.hub.misbehave(workshop.hub.holdBack(FILE, FILE.length / 4, goOn));
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();
    List<Integer> told = Collections.synchronizedList(new ArrayList<>());

    inBackground(
        () -> installer.awaitInstalled("tiny", now -> told.add(now.percentage()), () -> false),
        waiting -> {
          await().until(() -> told.contains(24) || told.contains(25));
          goOn.countDown();
          assertThat(waiting.get()).extracting(InstalledModel::name).isEqualTo("tiny");
        });
    assertThat(told).isSorted().doesNotContain(100);
  }

  @Test
  void whoeverAsksForItOneInstallationIsEnough() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    workshop.hub.misbehave(workshop.hub.holdBack(FILE, 1000, goOn));
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();

    inBackground(
        () -> installed(installer, "tiny"),
        one ->
            inBackground(
                () -> installed(installer, "tiny"),
                other -> {
                  awaitStatus(installer, "tiny", ModelStatus.INSTALLING);
                  installer.install("tiny");
                  goOn.countDown();
                  assertThat(one.get()).isEqualTo(other.get());
                }));
    assertThat(workshop.hub.requests()).hasSize(1);
  }

  @Test
  void severalModelsCanComeAtOnce() {
    CountDownLatch goOn = new CountDownLatch(1);
    workshop.hub.misbehave(workshop.hub.holdBack(FILE, 1000, goOn));
    ModelInstaller installer = workshop.publish("tiny", FILE).publish("base", FILE).installer();
    installer.install("tiny");
    await().until(() -> workshop.hub.requests().size() == 1);

    installed(installer, "base");

    assertThat(state(installer, "tiny").status()).isEqualTo(ModelStatus.INSTALLING);
    goOn.countDown();
    awaitStatus(installer, "tiny", ModelStatus.INSTALLED);
  }

  @Test
  void aTaskThatIsCancelledStopsWaitingButNotTheInstallation() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    workshop.hub.misbehave(workshop.hub.holdBack(FILE, 1000, goOn));
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();

    assertThatThrownBy(() -> installer.awaitInstalled("tiny", progress -> {}, () -> true))
        .isInstanceOf(CancellationException.class);

    assertThat(state(installer, "tiny").status()).isEqualTo(ModelStatus.INSTALLING);
    goOn.countDown();
    awaitStatus(installer, "tiny", ModelStatus.INSTALLED);
  }

  @Test
  void removingWhileItComesStopsItAndKeepsNothing() throws Exception {
    workshop.hub.misbehave(workshop.hub.fallSilent(FILE, 1000));
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();

    inBackground(
        () -> installed(installer, "tiny"),
        waiting -> {
          await().until(() -> Files.exists(folder.resolve("tiny.part")));
          installer.remove("tiny");

          assertThat(workshop.files()).isEmpty();
          assertThat(state(installer, "tiny").status()).isEqualTo(ModelStatus.ABSENT);
          assertThat(state(installer, "tiny").problem()).isEmpty();
          assertThatThrownBy(waiting::get)
              .cause()
              .isInstanceOf(ProblemException.class)
              .hasMessageContaining("cancelled");
        });
    assertThat(installed(installer, "tiny").name()).isEqualTo("tiny");
  }

  @Test
  void anInstalledModelIsRemovedUnlessItIsInUse() throws IOException {
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();
    installed(installer, "tiny");
    workshop.used.add("tiny");
    assertThat(state(installer, "tiny").inUse()).isTrue();

    assertThatThrownBy(() -> installer.remove("tiny"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CONFLICT))
        .hasMessageContaining("in use");
    assertThat(workshop.files()).containsExactly("ggml-tiny.bin");

    workshop.used.clear();
    installer.remove("tiny");
    assertThat(workshop.files()).isEmpty();
    assertThat(state(installer, "tiny").status()).isEqualTo(ModelStatus.ABSENT);
  }

  @Test
  void whyItFailedCanBeSeenUntilItIsTriedAgain() {
    workshop.hub.misbehave(StubHub.status(404));
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();

    assertThatThrownBy(() -> installed(installer, "tiny")).isInstanceOf(ProblemException.class);

    assertThat(state(installer, "tiny").status()).isEqualTo(ModelStatus.ABSENT);
    assertThat(state(installer, "tiny").problem().orElseThrow().code())
        .isEqualTo(ErrorCode.DOWNLOAD_FAILED);
    installed(installer, "tiny");
    assertThat(state(installer, "tiny").problem()).isEmpty();
  }

  @Test
  void theEndOfTheServerKeepsWhatHasComeAndTheNextOneGoesOn() throws IOException {
    workshop.hub.misbehave(workshop.hub.fallSilent(FILE, 100_000));
    ModelInstaller first = workshop.publish("tiny", FILE).installer();
    first.install("tiny");
    await().until(() -> Files.size(folder.resolve("tiny.part")) == 100_000);

    first.close();

    assertThat(workshop.files()).containsExactly("tiny.part");
    assertThat(state(first, "tiny").problem()).isEmpty();
    assertThatThrownBy(() -> first.install("tiny")).isInstanceOf(CancellationException.class);
    installed(workshop.installer(), "tiny");
    assertThat(workshop.hub.requests().get(1).header("range")).isEqualTo("bytes=100000-");
    assertThat(folder.resolve("ggml-tiny.bin")).hasBinaryContent(FILE);
  }

  @Test
  void aThreadThatIsInterruptedKeepsWhatHasCome() throws IOException {
    workshop.hub.misbehave(workshop.hub.fallSilent(FILE, 100_000));
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();
    installer.install("tiny");
    await().until(() -> Files.size(folder.resolve("tiny.part")) == 100_000);

    workshop.interrupt();

    awaitStatus(installer, "tiny", ModelStatus.ABSENT);
    assertThat(workshop.files()).containsExactly("tiny.part");
    assertThat(state(installer, "tiny").problem()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../tiny",
        "tiny/../../x",
        "..",
        "/etc/passwd",
        "tiny.bin",
        "TINY",
        "",
        "ggml-tiny",
        "huge",
        "tiny%2f..",
        "tiny\u0000"
      })
  void onlyNamesThatAreKnownCanBeInstalledOrRemoved(String name) throws IOException {
    ModelInstaller installer = workshop.publish("tiny", FILE).publish("base", FILE).installer();

    for (Runnable call :
        List.<Runnable>of(
            () -> installer.install(name),
            () -> installer.remove(name),
            () -> installed(installer, name))) {
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> assertThat(problem.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE))
          .hasMessageContaining("tiny, base");
    }
    assertThat(installer.state(name)).isEmpty();
    assertThat(workshop.hub.requests()).isEmpty();
    assertThat(workshop.files()).isEmpty();
  }

  @Test
  void aServerThatFetchesNothingSaysHowToBringAModel() throws IOException {
    workshop.when = When.NEVER;
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();

    assertThatThrownBy(() -> installer.install("tiny"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.FORBIDDEN))
        .hasMessageContaining("ggml-tiny.bin");
    Files.write(folder.resolve("ggml-tiny.bin"), FILE);
    assertThat(installer.install("tiny").status()).isEqualTo(ModelStatus.INSTALLED);
    assertThat(workshop.hub.requests()).isEmpty();
  }

  @Test
  void aDamagedFileIsReplacedByTheInstallation() throws IOException {
    Files.write(folder.resolve("ggml-tiny.bin"), SampleFiles.truncated());
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();
    assertThat(state(installer, "tiny").status()).isEqualTo(ModelStatus.DAMAGED);
    assertThat(state(installer, "tiny").problem().orElseThrow().code())
        .isEqualTo(ErrorCode.MODEL_UNAVAILABLE);

    installed(installer, "tiny");

    assertThat(folder.resolve("ggml-tiny.bin")).hasBinaryContent(FILE);
  }

  @Test
  void theListHasTheKnownModelsInTheirOrderAndThenWhatElseIsHere() throws IOException {
    Files.write(folder.resolve("ggml-ours.bin"), SampleFiles.english());
    Files.write(folder.resolve("broken.bin"), SampleFiles.foreign());
    ModelInstaller installer = workshop.publish("tiny", FILE).publish("base", FILE).installer();
    installed(installer, "base");

    assertThat(installer.states())
        .extracting(ModelState::name, ModelState::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("tiny", ModelStatus.ABSENT),
            org.assertj.core.groups.Tuple.tuple("base", ModelStatus.INSTALLED),
            org.assertj.core.groups.Tuple.tuple("broken", ModelStatus.DAMAGED),
            org.assertj.core.groups.Tuple.tuple("ours", ModelStatus.INSTALLED));
    assertThat(state(installer, "ours"))
        .returns(List.of("en"), ModelState::languages)
        .returns((long) SampleFiles.english().length, ours -> ours.bytes().orElseThrow())
        .returns(false, ModelState::recommended);
    assertThat(state(installer, "broken").bytes()).isEmpty();
    assertThat(state(installer, "tiny").recommended()).isTrue();
  }

  @Test
  void whatElseIsHereCanBeRemovedButNotInstalled() throws IOException {
    Files.write(folder.resolve("broken.bin"), SampleFiles.foreign());
    ModelInstaller installer = workshop.publish("tiny", FILE).installer();

    assertThatThrownBy(() -> installer.install("broken")).hasMessageContaining("tiny");
    installer.remove("broken");

    assertThat(workshop.files()).isEmpty();
  }

  @Test
  void theModelForThoseWhoDoNotChooseMustBeKnown() {
    assertThatThrownBy(
            () ->
                new ModelInstaller(
                    new KnownModels(List.of()),
                    new ModelDelivery(
                        workshop.store,
                        new ModelHub(workshop.hub.address(), workshop.limits, Runnable::run),
                        workshop.space),
                    new DownloadPolicy(When.MANUAL, "huge"),
                    Runnable::run,
                    java.time.Clock.systemUTC()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STENO_MODEL");
  }

  /** Looks at work while it is done by another thread. */
  private static <T> void inBackground(Callable<T> work, Look<T> look) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      look.at(thread.submit(work));
    } finally {
      thread.shutdownNow();
    }
  }

  @FunctionalInterface
  private interface Look<T> {
    void at(Future<T> work) throws Exception;
  }
}
