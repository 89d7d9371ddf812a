package dev.steno.engine.remote;

import static dev.steno.engine.remote.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.engine.TestListener;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key goes to the other server and nowhere else, whatever that server does with it. */
class SecretsTest {

  private static final Logger ROOT = Logger.getLogger("");

  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final Handler listening =
      new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
          shown.add(formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final Level before = ROOT.getLevel();
  private StubServer server;
  private RemoteRecognizer engine;

  @BeforeEach
  void start() throws IOException {
    server = new StubServer(StubServer.text("hello"));
    engine = TestRemote.at(server);
    listening.setLevel(Level.ALL);
    ROOT.addHandler(listening);
    ROOT.setLevel(Level.ALL);
  }

  @AfterEach
  void stop() {
    ROOT.removeHandler(listening);
    ROOT.setLevel(before);
    engine.close();
    server.close();
  }

  @Test
  void theKeyIsNeverToldWhateverHappens() throws IOException {
    String echo =
        "{\"error\": {\"message\": \"The key " + TestRemote.KEY + " of /srv/models/x.bin\"}}";
    List<StubServer.Reply> replies = new ArrayList<>();
    for (int status : new int[] {400, 401, 403, 404, 413, 422, 429, 500, 503, 302}) {
      replies.add(json(status, echo, "Retry-After", "0"));
    }
    replies.add(
        json(401, "{\"error\": \"Incorrect key: " + TestRemote.KEY.substring(0, 9) + "*\"}"));
    replies.add(json(400, "{\"error\": \"Key …" + TestRemote.KEY.substring(12) + "\"}"));
    replies.add(json(200, "{\"" + TestRemote.KEY + "\": 1}"));
    replies.add(json(200, TestRemote.KEY));
    replies.add(StubServer.brokenConnection());
    for (StubServer.Reply reply : replies) {
      server.usually(reply);
      tell(TestRemote.problem(engine));
    }
    server.usually(server.silence());
    try (RemoteRecognizer hurried = TestRemote.at(server.url(), Duration.ofMillis(200))) {
      tell(TestRemote.problem(hurried));
    }
    server.usually(StubServer.text("hello"));
    tell(TestRemote.recognize(engine));
    tell(engine, engine.description());
    tell(RemoteServer.of(server.url(), TestRemote.KEY, "m", 1, Duration.ofSeconds(1)));
    engine.close();
    tell(TestRemote.problem(engine));

    assertThat(shown).hasSizeGreaterThan(40).anyMatch(text -> text.contains("another try"));
    assertThat(shown)
        .allSatisfy(
            text -> {
              for (int i = 0; i + 6 <= TestRemote.KEY.length(); i++) {
                assertThat(text).doesNotContain(TestRemote.KEY.substring(i, i + 6));
              }
            });
    assertThat(server.uploads())
        .allSatisfy(
            upload ->
                assertThat(upload.header("Authorization")).isEqualTo("Bearer " + TestRemote.KEY));
  }

  @Test
  void whatTheServerSaysIsShortAndWithoutPaths() {
    server.usually(
        json(
            400,
            "{\"error\": \"cannot read /srv/models/large/model.bin or C:\\\\\\\\data\\\\\\\\models now\\n"
                + "x".repeat(500)
                + "\"}"));

    String detail = String.valueOf(TestRemote.problem(engine).technicalDetail());

    assertThat(detail)
        .startsWith("HTTP 400: cannot read … or … now xxx")
        .hasSizeLessThan(230)
        .endsWith("x…");
  }

  @Test
  void problemsDoNotTellTheAddress() {
    RemoteServer hidden =
        RemoteServer.of(
            "http://127.0.0.1:1/inside/secret-place", "", "m", 1, Duration.ofSeconds(5));
    try (RemoteRecognizer lost =
        new RemoteRecognizer(hidden, TestRemote.IMPATIENT, Clock.systemUTC())) {
      ProblemException problem = TestRemote.problem(lost);

      assertThat(problem.userMessage() + problem.technicalDetail())
          .doesNotContain("127.0.0.1", "secret-place");
    }
  }

  @Test
  void theKeyIsNotSentToWhomTheServerNames() throws IOException {
    try (StubServer other = new StubServer(StubServer.text("stolen"))) {
      server.usually(json(307, "", "Location", other.url() + "/v1/audio/transcriptions"));

      tell(TestRemote.problem(engine));

      assertThat(other.uploads()).isEmpty();
    }
  }

  @Test
  void anEngineThatWasNeverAskedSendsNothing() {
    assertThat(engine.concurrency()).isPositive();
    TestListener cancelled = new TestListener();
    cancelled.cancel();
    assertThat(TestRemote.begin(engine, cancelled)).failsWithin(Duration.ofSeconds(1));

    assertThat(server.uploads()).isEmpty();
  }

  private void tell(Object... things) {
    for (Object thing : things) {
      shown.add(String.valueOf(thing));
      if (thing instanceof ProblemException problem) {
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        shown.add(trace.toString());
        shown.add(problem.userMessage() + " / " + problem.technicalDetail());
      }
    }
  }
}
