package dev.steno.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steno.engine.RecognitionListener;
import dev.steno.engine.TestListener;
import dev.steno.engine.Utterance;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ends that come before an answer: nobody wants it any more, or the server stops. */
class RemoteCancelTest {

  private StubServer server;
  private RemoteRecognizer engine;
  private final TestListener listener = new TestListener();

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
  void cancellingEndsTheConnectionSoThatTheOtherServerNotices() throws Exception {
    AtomicInteger received = new AtomicInteger();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RemoteRecognizer other =
            TestRemote.at("http://127.0.0.1:" + silent.getLocalPort(), Duration.ofMinutes(5))) {
      CompletableFuture<Boolean> ended =
          CompletableFuture.supplyAsync(() -> endedAfter(silent, received));
      CompletableFuture<List<Utterance>> answer = TestRemote.begin(other, listener);
      await().until(() -> received.get() > TestRemote.second().length * Short.BYTES);

      listener.cancel();

      assertCancelled(answer);
      assertThat(ended.get(1, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Takes everything and answers nothing, until the other side ends the connection. */
  private static boolean endedAfter(ServerSocket silent, AtomicInteger received) {
    try (Socket connection = silent.accept();
        InputStream in = connection.getInputStream()) {
      byte[] part = new byte[8192];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        received.addAndGet(read);
      }
      return true;
    } catch (SocketException reset) {
      return true;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void cancellingWhileHalfAnAnswerIsThereEndsTheWait() {
    server.usually(server.halfAnAnswer());
    CompletableFuture<List<Utterance>> answer = TestRemote.begin(engine, listener);
    await().until(() -> server.uploads().size() == 1);

    listener.cancel();

    assertCancelled(answer);
  }

  @Test
  void cancellingWhileWaitingForAnotherTryEndsTheWait() {
    server.usually(StubServer.json(503, "", "Retry-After", "30"));
    RemoteServer patientServer = RemoteServer.of(server.url(), "", "m", 1, Duration.ofSeconds(30));
    try (RemoteRecognizer patient =
        new RemoteRecognizer(patientServer, Patience.USUAL, Clock.systemUTC())) {
      CompletableFuture<List<Utterance>> answer = TestRemote.begin(patient, listener);
      await().until(() -> server.uploads().size() == 1);
      await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());

      listener.cancel();

      assertCancelled(answer);
    }
    assertThat(server.uploads()).hasSize(1);
  }

  @Test
  void cancellingWhileWaitingForAPlaceEndsTheWaitAndTakesNone() {
    server.usually(server.silence());
    TestListener others = new TestListener();
    List<CompletableFuture<List<Utterance>>> first =
        IntStream.range(0, 4).mapToObj(i -> TestRemote.begin(engine, others)).toList();
    await().until(() -> server.uploads().size() == 4);
    CompletableFuture<List<Utterance>> waiting = TestRemote.begin(engine, listener);

    listener.cancel();

    assertCancelled(waiting);
    assertThat(server.uploads()).hasSize(4);
    server.usually(StubServer.text("free again"));
    others.cancel();
    first.forEach(RemoteCancelTest::assertCancelled);
    assertThat(TestRemote.recognize(engine)).extracting(Utterance::text).contains("free again");
  }

  @Test
  void whoIsCancelledBeforeTheStartSendsNothing() {
    listener.cancel();

    assertCancelled(TestRemote.begin(engine, listener));
    assertThat(server.uploads()).isEmpty();
  }

  @Test
  void theListenerIsAskedFiveTimesASecondOnItsOwnThread() {
    server.usually(server.silence());
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger elsewhere = new AtomicInteger();
    Thread own = Thread.currentThread();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    assertThatThrownBy(
            () ->
                engine.recognize(
                    TestRemote.second(),
                    TestRemote.ENGLISH,
                    new RecognitionListener() {
                      @Override
                      public void recognized(long millis) {
                        throw new AssertionError("nothing was recognised");
                      }

                      @Override
                      public boolean cancelled() {
                        asked.incrementAndGet();
                        if (Thread.currentThread() != own) {
                          elsewhere.incrementAndGet();
                        }
                        return System.nanoTime() > end;
                      }
                    }))
        .isInstanceOf(CancellationException.class);

    assertThat(asked.get()).isGreaterThanOrEqualTo(10);
    assertThat(elsewhere.get()).isZero();
  }

  @Test
  void anInterruptCancelsAndStaysSet() throws InterruptedException {
    server.usually(server.silence());
    List<Throwable> thrown = new ArrayList<>();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              try {
                TestRemote.recognize(engine);
              } catch (CancellationException stopped) {
                thrown.add(stopped);
                interrupted.set(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    await().until(() -> server.uploads().size() == 1);

    caller.interrupt();
    caller.join(TimeUnit.SECONDS.toMillis(1));

    assertThat(caller.isAlive()).isFalse();
    assertThat(thrown).hasSize(1);
    assertThat(interrupted).isTrue();
  }

  @Test
  void closingEndsWhatIsUnderWayAndRefusesWhatComesLater() {
    server.usually(server.silence());
    CompletableFuture<List<Utterance>> answer = TestRemote.begin(engine, listener);
    await().until(() -> server.uploads().size() == 1);

    engine.close();

    assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ProblemException.class)
        .hasMessageContaining("stopped with the server");
    assertThatThrownBy(() -> TestRemote.recognize(engine))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("stopped with the server");
    assertThat(server.uploads()).hasSize(1);
  }

  @Test
  void closingLeavesNoThreadBehind() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    RemoteRecognizer other = TestRemote.at(server);
    server.next(StubServer.text("hello"), server.silence());
    TestRemote.recognize(other);
    CompletableFuture<List<Utterance>> underWay = TestRemote.begin(other, listener);
    await().until(() -> server.uploads().size() == 2);
    assertThat(clientThreads(before))
        .anyMatch(name -> name.startsWith("steno-remote-"))
        .anyMatch(name -> name.contains("SelectorManager"));

    other.close();

    assertThat(underWay).failsWithin(Duration.ofSeconds(1));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(clientThreads(before)).isEmpty();
            });
    // Whoever still holds the closed engine holds no client.
    assertThat(other.description().name()).isEqualTo("remote");
  }

  private static Set<String> clientThreads(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.startsWith("steno-remote-") || name.startsWith("HttpClient-"))
        .collect(Collectors.toSet());
  }

  private static void assertCancelled(CompletableFuture<List<Utterance>> answer) {
    assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS))
        .isInstanceOfAny(CancellationException.class, ExecutionException.class)
        .satisfies(
            thrown ->
                assertThat(thrown instanceof ExecutionException ? thrown.getCause() : thrown)
                    .isInstanceOf(CancellationException.class));
  }
}
