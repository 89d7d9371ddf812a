package dev.steno.engine.remote;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.TestListener;
import dev.steno.engine.Utterance;
import dev.steno.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;

/** Remote engines for tests, and what tests ask of them. */
final class TestRemote {

  static final String KEY = "sk-Zq81-VeryPrivate-77xY";

  /** Three tries within a moment. */
  static final Patience IMPATIENT =
      new Patience(3, Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofSeconds(2));

  static final RecognitionOptions ENGLISH = new RecognitionOptions("en", false, null);

  private TestRemote() {}

  static RemoteRecognizer at(StubServer server) {
    return at(server.url(), Duration.ofSeconds(30));
  }

  static RemoteRecognizer at(String url, Duration limit) {
    return new RemoteRecognizer(
        RemoteServer.of(url, KEY, "large", 4, limit), IMPATIENT, Clock.systemUTC());
  }

  /** One second that is not silent. */
  static short[] second() {
    short[] samples = new short[16_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (i % 2000);
    }
    return samples;
  }

  static List<Utterance> recognize(RemoteRecognizer engine) {
    return engine.recognize(second(), ENGLISH, new TestListener());
  }

  /** On a thread of its own. */
  static CompletableFuture<List<Utterance>> begin(RemoteRecognizer engine, TestListener listener) {
    CompletableFuture<List<Utterance>> answer = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                answer.complete(engine.recognize(second(), ENGLISH, listener));
              } catch (RuntimeException thrown) {
                answer.completeExceptionally(thrown);
              }
            });
    caller.setDaemon(true);
    caller.start();
    return answer;
  }

  /** The problem that recognising ends with. */
  static ProblemException problem(RemoteRecognizer engine) {
    return Assertions.catchThrowableOfType(ProblemException.class, () -> recognize(engine));
  }
}
