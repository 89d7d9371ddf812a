package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.testing.StubHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hubs and networks do to a file on its way, and what becomes of it. */
class DownloadTest {

  private static final byte[] FILE = SampleFiles.multilingual();

  /** Many attempts, since a busy machine falls silent, too. */
  private static final HubLimits SOON_STALLED =
      new HubLimits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(1),
          Duration.ofMillis(10),
          Duration.ofMillis(10),
          50);

  private static final String PATH = Workshop.path("tiny");

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

  private void fetch() {
    try (ModelInstaller installer = workshop.publish("tiny", FILE).installer()) {
      installer.awaitInstalled("tiny", progress -> {}, () -> false);
    }
  }

  private void assertInstalled() throws IOException {
    assertThat(workshop.files()).containsExactly("ggml-tiny.bin");
    assertThat(folder.resolve("ggml-tiny.bin")).hasBinaryContent(FILE);
  }

  private AbstractThrowableAssert<?, ?> assertFails(ErrorCode code) {
    return assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private String header(int request, String name) {
    return workshop.hub.requests().get(request).header(name);
  }

  @Test
  void whatBreaksOffGoesOnFromThereIfItIsStillTheSameFile() throws IOException {
    workshop.hub.misbehave(StubHub.breakOff(FILE, FILE.length / 3));

    fetch();

    assertInstalled();
    assertThat(header(0, "range")).isEmpty();
    assertThat(header(1, "range")).isEqualTo("bytes=" + FILE.length / 3 + "-");
    assertThat(header(1, "if-range")).isEqualTo(StubHub.version(FILE));
  }

  @Test
  void manyBreaksAreEnduredAsLongAsEachConnectionBringsALot() throws IOException {
    int step = 1 << 20;
    workshop.hub.misbehave(StubHub.breakOff(FILE, step));
    int breaks = workshop.limits.attempts() + 1;
    assertThat(FILE).as("the sample").hasSizeGreaterThan((breaks + 1) * step);
    for (int i = 1; i < breaks; i++) {
      int from = i * step;
      workshop.hub.misbehave(
          (request, out) -> {
            StubHub.head(
                out,
                206,
                "Content-Length: " + (FILE.length - from),
                "Content-Range: bytes " + from + "-" + (FILE.length - 1) + "/" + FILE.length);
            out.write(FILE, from, step);
          });
    }

    fetch();

    assertInstalled();
    assertThat(workshop.hub.requests()).hasSize(breaks + 1);
  }

  @Test
  void aServerWithoutRangesIsAskedForEverythingAgain() throws IOException {
    workshop.hub.misbehave(StubHub.breakOff(FILE, 100_000));
    workshop.hub.misbehave(StubHub.breakOff(FILE, FILE.length));

    fetch();

    assertInstalled();
    assertThat(header(1, "range")).isEqualTo("bytes=100000-");
  }

  @Test
  void aFileThatChangedInBetweenIsFetchedFromItsBeginning() throws IOException {
    byte[] old = FILE.clone();
    old[0]++;
    workshop.hub.misbehave(StubHub.breakOff(old, 100_000));

    fetch();

    assertInstalled();
    assertThat(header(1, "if-range")).isEqualTo(StubHub.version(old));
  }

  @Test
  void aServerThatSendsAnotherPartThanWasAskedForIsNotBelieved() throws IOException {
    workshop.hub.misbehave(StubHub.breakOff(FILE, 100_000));
    workshop.hub.misbehave(
        (request, out) -> {
          StubHub.head(out, 206, "Content-Length: 10", "Content-Range: bytes 0-9/" + FILE.length);
          out.write(FILE, 0, 10);
        });

    fetch();

    assertInstalled();
    assertThat(header(2, "range")).isEmpty();
  }

  @Test
  void whatAnEarlierAttemptLeftIsUsed() throws IOException {
    Files.write(folder.resolve("tiny.part"), Arrays.copyOf(FILE, 100_000));

    fetch();

    assertInstalled();
    assertThat(header(0, "range")).isEqualTo("bytes=100000-");
    assertThat(workshop.hub.requests()).hasSize(1);
  }

  @Test
  void whatIsLeftButDoesNotFitIsFetchedAnew() throws IOException {
    Files.write(folder.resolve("tiny.part"), new byte[100_000]);

    fetch();

    assertInstalled();
    assertThat(header(0, "range")).isEqualTo("bytes=100000-");
    assertThat(header(1, "range")).isEmpty();
  }

  @Test
  void whatIsLeftAndWholeAlreadyNeedsNothingMore() throws IOException {
    Files.write(folder.resolve("tiny.part"), FILE);

    fetch();

    assertInstalled();
    assertThat(header(0, "range")).isEqualTo("bytes=" + FILE.length + "-");
  }

  @Test
  void whatIsLeftAndLongerThanTheFileIsOfNoUse() throws IOException {
    Files.write(folder.resolve("tiny.part"), Arrays.copyOf(FILE, FILE.length + 1));

    fetch();

    assertInstalled();
    assertThat(header(1, "range")).isEmpty();
  }

  @Test
  void whatIsLeftAndFarTooLongIsNotEvenRead() throws IOException {
    Files.write(folder.resolve("tiny.part"), Arrays.copyOf(FILE, 2 * FILE.length));

    fetch();

    assertInstalled();
    assertThat(header(0, "range")).isEmpty();
  }

  @Test
  void aFileWithAnotherSumIsRemoved() throws IOException {
    byte[] other = FILE.clone();
    other[other.length - 1]++;
    workshop.hub.misbehave(StubHub.breakOff(other, other.length));

    assertFails(ErrorCode.DOWNLOAD_FAILED).hasMessageContaining("SHA-256");

    assertThat(workshop.files()).isEmpty();
    assertThat(workshop.hub.requests()).hasSize(1);
  }

  @Test
  void aSumOfTheOlderKindCountsWhereThereIsNoOther() throws IOException {
    workshop.hub.serve(Workshop.path("old"), FILE);
    workshop.publish(
        new KnownModel("old", FILE.length, Checksum.sha1(Workshop.hex("SHA-1", FILE))));
    workshop.installer().awaitInstalled("old", progress -> {}, () -> false);

    workshop.hub.serve(Workshop.path("older"), FILE);
    workshop.publish(
        new KnownModel("older", FILE.length, Checksum.sha1(Workshop.hex("SHA-1", new byte[1]))));
    assertThatThrownBy(
            () -> workshop.installer().awaitInstalled("older", progress -> {}, () -> false))
        .hasMessageContaining("SHA-1");
    assertThat(workshop.files()).containsExactly("ggml-old.bin");
  }

  @Test
  void aFileThatIsNoModelIsRemovedEvenIfItWasPublished() throws IOException {
    for (byte[] file : new byte[][] {SampleFiles.foreign(), SampleFiles.truncated()}) {
      workshop.publish("other" + file.length, file);
      assertThatThrownBy(
              () ->
                  workshop
                      .installer()
                      .awaitInstalled("other" + file.length, progress -> {}, () -> false))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> assertThat(problem.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE));
    }
    assertThat(workshop.files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304, 400, 401, 403, 404, 410})
  void aHubThatDoesNotHaveItIsNotAskedAgain(int status) throws IOException {
    workshop.hub.misbehave(StubHub.status(status));

    assertFails(ErrorCode.DOWNLOAD_FAILED)
        .hasMessageContaining(Integer.toString(status))
        .hasMessageContaining("STENO_MODEL_HUB")
        .hasMessageNotContaining(folder.toString());

    assertThat(workshop.hub.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void aHubThatIsBusyIsAskedAgain(int status) throws IOException {
    workshop.hub.misbehave(StubHub.status(status));

    fetch();

    assertInstalled();
  }

  @Test
  void aHubThatSaysWhenToAskAgainIsAskedThen() throws IOException {
    AtomicLong refusedAt = new AtomicLong();
    AtomicLong askedAt = new AtomicLong();
    workshop.hub.misbehave(
        (request, out) -> {
          refusedAt.set(System.nanoTime());
          StubHub.head(out, 503, "Retry-After: 1");
        });
    workshop.hub.misbehave(
        (request, out) -> {
          askedAt.set(System.nanoTime());
          StubHub.head(out, 200, "Content-Length: " + FILE.length);
          out.write(FILE);
        });

    fetch();

    assertInstalled();
    assertThat(Duration.ofNanos(askedAt.get() - refusedAt.get()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(990));
  }

  @Test
  void aHubThatWantsToBeLeftAloneForLongIsLeftAlone() {
    workshop.hub.misbehave(StubHub.status(503, "Retry-After: 3600"));

    assertFails(ErrorCode.DOWNLOAD_FAILED).hasMessageContaining("Try again later");

    assertThat(workshop.hub.requests()).hasSize(1);
  }

  @Test
  void aHubThatStaysBrokenEndsIt() throws IOException {
    workshop.hub.misbehave(StubHub.breakOff(FILE, 100_000));
    for (int i = 1; i < workshop.limits.attempts(); i++) {
      workshop.hub.misbehave(StubHub.status(500));
    }

    assertFails(ErrorCode.DOWNLOAD_FAILED)
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.technicalDetail()).isNotBlank());

    assertThat(workshop.hub.requests()).hasSize(workshop.limits.attempts());
    assertThat(workshop.files()).containsExactly("tiny.part");
  }

  @Test
  void aHubThatIsNotThereEndsIt() {
    workshop.hub.close();

    assertFails(ErrorCode.DOWNLOAD_FAILED).hasMessageContaining("localhost");
  }

  @Test
  void aHubThatFallsSilentIsAskedAgain() throws IOException {
    workshop.limits = SOON_STALLED;
    workshop.hub.misbehave(workshop.hub.fallSilent(FILE, 100_000));

    fetch();

    assertInstalled();
    assertThat(header(1, "range")).isEqualTo("bytes=100000-");
  }

  @Test
  void aHubThatDoesNotAnswerAtAllIsAskedAgain() throws IOException {
    workshop.limits = SOON_STALLED;
    workshop.hub.misbehave(workshop.hub.silent());

    fetch();

    assertInstalled();
  }

  @Test
  void aHubMaySendUsElsewhereSeveralTimes() throws IOException {
    for (int i = 0; i < Redirect.MOST - 1; i++) {
      workshop.hub.misbehave(StubHub.status(302, "Location: /step/" + i));
    }
    workshop.hub.misbehave(
        StubHub.status(307, "Location: " + workshop.hub.address().resolve(PATH) + "?signed=1"));
    workshop.hub.serve(PATH + "?signed=1", FILE);
    Files.write(folder.resolve("tiny.part"), Arrays.copyOf(FILE, 100_000));

    fetch();

    assertInstalled();
    assertThat(header(Redirect.MOST, "range")).isEqualTo("bytes=100000-");
  }

  @Test
  void aHubThatSendsUsInCirclesEndsIt() {
    for (int i = 0; i <= Redirect.MOST; i++) {
      workshop.hub.misbehave(StubHub.status(302, "Location: " + PATH));
    }

    assertFails(ErrorCode.DOWNLOAD_FAILED).hasMessageContaining("circles");

    assertThat(workshop.hub.requests()).hasSize(Redirect.MOST + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Location: file:///etc/passwd", "Location: ftp://a/b", "X: y"})
  void aHubThatSendsUsAstrayEndsIt(String header) {
    workshop.hub.misbehave(StubHub.status(302, header));

    assertFails(ErrorCode.DOWNLOAD_FAILED).hasMessageContaining("not safe");

    assertThat(workshop.hub.requests()).hasSize(1);
  }

  @Test
  void nothingStaysOfAConnectionThatIsNotNeededAnyMore() {
    Set<Thread> before = threadsOfClients();

    fetch();

    await("the client's threads end")
        .until(
            () -> {
              // They end when the client, which nobody holds, has been collected.
              System.gc();
              return before.containsAll(threadsOfClients());
            });
  }

  private static Set<Thread> threadsOfClients() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .collect(Collectors.toSet());
  }

  @Test
  void aFileWithoutALengthIsTakenToItsEnd() throws IOException {
    workshop.hub.misbehave(
        (request, out) -> {
          StubHub.head(out, 200);
          out.write(FILE);
        });

    fetch();

    assertInstalled();
  }

  @Test
  void aFileThatIsFarTooLargeIsNotTaken() throws IOException {
    workshop.hub.misbehave(StubHub.status(200, "Content-Length: " + 2L * FILE.length));

    assertFails(ErrorCode.DOWNLOAD_FAILED).hasMessageContaining("larger");
  }

  @Test
  void aFileWithoutEndIsNotTaken() throws IOException {
    workshop.hub.misbehave(
        (request, out) -> {
          StubHub.head(out, 200, "Transfer-Encoding: chunked");
          byte[] chunk = new byte[1 << 16];
          while (true) {
            out.write(
                (Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(chunk);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
          }
        });

    assertFails(ErrorCode.DOWNLOAD_FAILED).hasMessageContaining("larger");

    assertThat(workshop.files()).isEmpty();
  }

  @Test
  void aDiskWithoutRoomIsLeftAlone() throws IOException {
    workshop.space = anywhere -> Download.RESERVE + FILE.length - 1;

    assertFails(ErrorCode.STORAGE_FULL).hasMessageContaining("MiB");

    assertThat(workshop.files()).isEmpty();
  }

  @Test
  void whatIsThereAlreadyNeedsNoMoreRoom() throws IOException {
    Files.write(folder.resolve("tiny.part"), Arrays.copyOf(FILE, 100_000));
    workshop.space = anywhere -> Download.RESERVE + FILE.length - 100_000;

    fetch();

    assertInstalled();
  }

  @Test
  void aDiskThatTakesNothingIsToldAndNothingStays() throws IOException {
    workshop.hub.serve(PATH, FILE);
    KnownModel model = new KnownModel("tiny", FILE.length, Workshop.sum(FILE));
    Path file = folder.resolve("tiny.part");
    StopSignal stop = new StopSignal();
    PartFile part = PartFile.open(file, model.checksum(), model.mostBytes(), stop);
    part.close();

    assertThatThrownBy(
            () ->
                new Download(model, workshop.modelHub(), workshop.space, stop, (bytes, total) -> {})
                    .into(part))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.STORAGE_FULL));
    assertThat(workshop.files()).isEmpty();
  }

  @Test
  void aLinkInPlaceOfTheFileIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path precious = Files.writeString(elsewhere.resolve("precious"), "precious");
    Files.createSymbolicLink(folder.resolve("tiny.part"), precious);

    assertFails(ErrorCode.INTERNAL);

    assertThat(precious).hasContent("precious");
  }
}
