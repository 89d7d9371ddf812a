package dev.steno;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.testing.load.Crowd;
import dev.steno.testing.load.Findings;
import dev.steno.testing.load.Ground;
import dev.steno.testing.load.IdleWatchers;
import dev.steno.testing.load.LoadServer;
import dev.steno.testing.load.ManyJoins;
import dev.steno.testing.load.Row;
import dev.steno.testing.load.Sizes;
import dev.steno.testing.load.StalledWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how fast the live progress is, next to a bare endpoint in the same server that only loops
 * over its sessions; and writes it to {@code target/push-benchmark.md}. The watchers are a process
 * of their own on the same machine, which should have nothing else to do. Fails only where messages
 * were lost, repeated or out of order.
 *
 * <p>The system properties of {@link Sizes} make it smaller: {@code -Dpush.share=10
 * -Dpush.seconds=1 -Dpush.warmup=1 -Dpush.runs=1 -Dpush.stalled.runs=1 -Dpush.idle=500
 * -Dpush.heartbeats=2} shows whether it works, and {@code -Dit.test=PushBenchmark#idleWatchers}
 * does a part of it.
 */
@Tag("benchmark")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class PushBenchmark {

  private static final Path RESULT = Path.of("target", "push-benchmark.md");

  private static final Map<String, String> BUSY =
      Map.of("STENO_SEND_SECONDS", Integer.toString(StalledWatcher.SEND_SECONDS));
  private static final Map<String, String> IDLE =
      Map.of(
          "STENO_HEARTBEAT_SECONDS",
          Integer.toString(IdleWatchers.INTERVAL),
          // All of them come from one address and watch one task.
          "STENO_SOCKETS_PER_ADDRESS",
          "20000",
          "STENO_SOCKETS_PER_TASK",
          "20000");

  private final Sizes sizes = Sizes.given();
  private final Findings findings = new Findings();

  @TempDir Path home;
  private Crowd crowd;
  private @Nullable LoadServer server;
  private Map<String, String> itsSettings = Map.of();

  @BeforeAll
  void start() throws IOException {
    crowd = Crowd.start();
  }

  @AfterAll
  void stop() throws IOException {
    crowd.close();
    if (server != null) {
      server.close();
    }
    Files.writeString(RESULT, findings.text());
  }

  @AfterEach
  void nothingWasLost() {
    assertThat(findings.problems()).isEmpty();
  }

  @Test
  @Order(1)
  void busyWatchers() throws IOException {
    Ground ground = ground(BUSY);
    Row.head(findings);
    new Row(ground, 1000, 1, 20).measure(sizes.warmUp());
    new Row(ground, 1000, 100, 200).measure(1);
    new Row(ground, 5000, 1, 4).measure(1);
  }

  @Test
  @Order(2)
  void oneWatcherThatStopsReading() throws IOException {
    new StalledWatcher(ground(BUSY)).measure();
  }

  @Test
  @Order(3)
  void manyJoinsAtOnce() throws IOException {
    new ManyJoins(ground(BUSY)).measure();
  }

  @Test
  @Order(4)
  void idleWatchers() throws IOException {
    new IdleWatchers(ground(IDLE)).measure();
  }

  /** On a fresh server, unless the one before has the same settings. */
  private Ground ground(Map<String, String> settings) throws IOException {
    LoadServer running = server;
    if (running == null || !itsSettings.equals(settings)) {
      if (running != null) {
        running.close();
      }
      running = LoadServer.start(home.resolve(server == null ? "first" : "next"), settings);
      if (server == null) {
        findings.line(running.inWords());
      }
      server = running;
      itsSettings = settings;
    }
    return new Ground(running, crowd, sizes, findings);
  }
}
