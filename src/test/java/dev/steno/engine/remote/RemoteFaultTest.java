package dev.steno.engine.remote;

import static dev.steno.engine.remote.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.TestListener;
import dev.steno.engine.Utterance;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can go wrong on the way to another server and there. */
class RemoteFaultTest {

  private static final String BUSY = "{\"error\": {\"message\": \"slow down\"}}";

  private StubServer server;
  private RemoteRecognizer engine;

  @BeforeEach
  void start() throws IOException {
    server = new StubServer(StubServer.text("hello"));
    engine = TestRemote.at(server);
  }

  @AfterEach
  void stop() {
    engine.close();
    server.close();
  }

  @Test
  void aServerThatIsTooBusyIsAskedAgainWhenItSaysSo() {
    server.next(json(429, BUSY, "Retry-After", "1"));
    long start = System.nanoTime();

    assertHeard();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(server.uploads()).hasSize(2);
    assertThat(server.uploads().get(1).fields()).isEqualTo(server.uploads().get(0).fields());
  }

  @Test
  void aSecondTryUploadsTheWholeChunkAgain() throws IOException {
    server.next(json(500, ""), StubServer.brokenConnection());

    assertHeard();

    assertThat(server.uploads()).hasSize(3);
    for (Upload upload : server.uploads()) {
      assertThat(upload.samples()).startsWith(TestRemote.second());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void aServerThatStaysBusyIsAProblemAfterTheLastTry(int status) {
    server.usually(json(status, BUSY));

    assertProblem(ErrorCode.ENGINE_UNAVAILABLE, "too busy", "HTTP " + status + ": slow down");

    assertThat(server.uploads()).hasSize(3);
  }

  @Test
  void aServerThatFailsEveryTimeIsAProblem() {
    server.usually(json(500, "{\"detail\": \"CUDA error\"}"));

    assertProblem(ErrorCode.ENGINE_CRASHED, "failed on this recording", "HTTP 500: CUDA error");

    assertThat(server.uploads()).hasSize(3);
  }

  @Test
  void aConnectionThatBreaksEveryTimeIsAProblem() {
    server.usually(StubServer.brokenConnection());

    assertProblem(ErrorCode.ENGINE_UNAVAILABLE, "breaks off", "IOException");

    assertThat(server.uploads()).hasSize(3);
  }

  @Test
  void aServerThatIsNotThereIsAProblem() {
    server.close();

    assertProblem(ErrorCode.ENGINE_UNAVAILABLE, "cannot be reached", "ConnectException");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aRefusedKeyIsNotTriedAgain(int status) {
    server.usually(json(status, "{\"error\": {\"message\": \"Incorrect API key\"}}"));

    assertProblem(ErrorCode.ENGINE_UNAVAILABLE, "refused the key", "HTTP " + status);

    assertThat(server.uploads()).hasSize(1);
  }

  @Test
  void aModelThatIsNotThereIsNamed() {
    server.next(json(404, "{\"detail\": \"Model 'large' is not installed locally.\"}"));
    assertProblem(
        ErrorCode.MODEL_UNAVAILABLE, "the model large", "Model 'large' is not installed locally.");

    server.next(json(400, "{\"error\": {\"message\": \"?\", \"code\": \"model_not_found\"}}"));
    assertProblem(ErrorCode.MODEL_UNAVAILABLE, "STENO_REMOTE_MODEL", "HTTP 400: ?");

    assertThat(server.uploads()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 422})
  void aRequestThatIsNotAcceptedIsNotTriedAgain(int status) {
    server.usually(json(status, "{\"detail\": [{\"loc\": [\"x\"], \"msg\": \"Field required\"}]}"));

    assertProblem(
        ErrorCode.ENGINE_UNAVAILABLE,
        "does not accept the request",
        "HTTP " + status + ": Field required");

    assertThat(server.uploads()).hasSize(1);
  }

  @Test
  void aServerThatTakesLessThanAChunkIsToldOf() {
    server.usually(json(413, ""));

    assertProblem(ErrorCode.ENGINE_UNAVAILABLE, "25 MB", "HTTP 413");
  }

  @Test
  void aServerThatDoesNotAnswerIsLeftWhenTheTimeIsOver() {
    try (RemoteRecognizer hurried = TestRemote.at(server.url(), Duration.ofSeconds(1))) {
      for (StubServer.Reply reply : List.of(server.silence(), server.halfAnAnswer())) {
        server.next(reply);
        long start = System.nanoTime();

        ProblemException problem = TestRemote.problem(hurried);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
        assertThat(problem.code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE);
        assertThat(problem).hasMessageContaining("did not answer in time");
        assertThat(problem.technicalDetail()).isEqualTo("no answer within 1 s");
      }
    }
    assertThat(server.uploads()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "<html>Welcome to nginx</html>",
        "{\"text\": \"hel",
        "[]",
        "{}",
        "{\"error\": \"no 'file' field in the request\"}"
      })
  void whatIsNoTranscriptIsAProblem(String answer) {
    server.usually(json(200, answer));

    assertProblem(ErrorCode.ENGINE_CRASHED, "no transcript", "the answer");
  }

  @Test
  void anAnswerThatIsNestedWithoutEndIsAProblem() {
    server.usually(json(200, "{\"text\":" + "[".repeat(1_000_000)));

    assertProblem(ErrorCode.ENGINE_CRASHED, "no transcript", "no JSON object");
  }

  @Test
  void anAnswerWithoutEndIsNotRead() {
    byte[] line = (" ".repeat(1023) + "\n").getBytes(StandardCharsets.US_ASCII);
    long[] sent = new long[1];
    server.usually(
        (exchange, upload) -> {
          exchange.sendResponseHeaders(200, 0);
          for (; sent[0] < 1L << 30; sent[0] += line.length) {
            exchange.getResponseBody().write(line);
          }
        });

    assertProblem(ErrorCode.ENGINE_CRASHED, "no transcript", "the answer is too long");

    assertThat(sent[0]).isBetween(4L << 20, 64L << 20);
  }

  @Test
  void anAnswerThatIsJustNotTooLongIsRead() {
    String padding = " ".repeat(RemoteAnswer.MOST_BYTES - "{\"text\": \"hello\"}".length());
    server.usually(json(200, padding + "{\"text\": \"hello\"}"));

    assertHeard();
  }

  @Test
  void aRedirectionIsNotFollowed() throws IOException {
    try (StubServer other = new StubServer(StubServer.text("stolen"))) {
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        server.next(json(status, "", "Location", other.url() + "/v1/audio/transcriptions"));

        assertProblem(ErrorCode.ENGINE_UNAVAILABLE, "the final address", "HTTP " + status);
      }
      assertThat(other.uploads()).isEmpty();
    }
    assertThat(server.uploads()).hasSize(5);
  }

  @Test
  void aModelThatKnowsOnlyTextIsAskedForTextFromThenOn() {
    server.usually(
        (exchange, upload) ->
            (upload.fields().contains("response_format=json")
                    ? StubServer.text("hello")
                    : json(
                        400,
                        "{\"error\": {\"message\": \"response_format 'verbose_json' is not"
                            + " compatible with model 'gpt-4o-transcribe'.\"}}"))
                .to(exchange, upload));

    assertHeard();
    assertHeard();

    assertThat(server.uploads()).hasSize(4);
    assertThat(server.uploads().get(3).fields())
        .contains("response_format=json")
        .noneMatch(field -> field.startsWith("timestamp"));
  }

  @Test
  void aModelThatKnowsNoWordTimesIsAskedForSegments() {
    server.next(
        json(422, "{\"error\": \"`timestamp_granularities[]` not supported by this model\"}"));

    assertHeard();

    assertThat(server.uploads().get(1).fields())
        .contains("response_format=verbose_json")
        .noneMatch(field -> field.startsWith("timestamp"));
  }

  @Test
  void aRefusalOfOneRequestDoesNotLowerWhatIsAskedLater() {
    server.next(json(400, "response_format"), json(400, "response_format"), json(400, "audio"));
    assertProblem(ErrorCode.ENGINE_UNAVAILABLE, "does not accept", "HTTP 400");

    assertHeard();

    assertThat(server.uploads().get(3).fields()).contains("timestamp_granularities[]=word");
  }

  @Test
  void aServerThatDoesNotSayWhatIsSpokenCannotTellLanguages() {
    assertThatThrownBy(() -> engine.detectLanguage(TestRemote.second(), new TestListener()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.LANGUAGE_UNSUPPORTED))
        .hasMessageContaining("Choose the language");
  }

  @Test
  void anUnknownLanguageIsRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(
            () ->
                engine.recognize(
                    TestRemote.second(),
                    new RecognitionOptions("xx", false, null),
                    new TestListener()))
        .hasMessageContaining("xx");
    assertThat(server.uploads()).isEmpty();
  }

  @Test
  void theServerNeverGetsMoreRequestsAtOnceThanItMay() {
    CountDownLatch gate = new CountDownLatch(1);
    server.usually(
        (exchange, upload) -> {
          await().until(() -> gate.getCount() == 0);
          StubServer.text("hello").to(exchange, upload);
        });
    List<CompletableFuture<List<Utterance>>> answers =
        IntStream.range(0, 20).mapToObj(i -> TestRemote.begin(engine, new TestListener())).toList();
    await().until(() -> server.uploads().size() == 4);
    await().during(Duration.ofMillis(500)).until(() -> server.uploads().size() == 4);

    gate.countDown();

    assertThat(answers)
        .extracting(answer -> answer.join().get(0).text())
        .hasSize(20)
        .containsOnly("hello");
    assertThat(server.mostAtOnce()).isEqualTo(4);
  }

  private void assertHeard() {
    assertThat(TestRemote.recognize(engine)).extracting(Utterance::text).containsExactly("hello");
  }

  private void assertProblem(ErrorCode code, String sentence, String detail) {
    ProblemException problem = TestRemote.problem(engine);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.userMessage()).contains(sentence);
    assertThat(problem.technicalDetail()).contains(detail);
  }
}
