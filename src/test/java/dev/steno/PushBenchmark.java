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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how fast the live progress is, next to a bare endpoint in the same server that only loops
 * over its sessions; and writes it to {@code target/push-benchmark.md}. The watchers are a process
 * of their own on the same machine, which should have nothing else to do. Fails only where messages
 * were lost, repeated or out of order.
 *
 * <p>The system properties of {@link Sizes} make it smaller: {@code -Dpush.share=10
 * -Dpush.seconds=1 -Dpush.warmup=1 -Dpush.runs=1 -Dpush.stalled.runs=1 -Dpush.idle=500
 * -Dpush.heartbeats=2} shows whether it works.
 */
@Tag("benchmark")
class PushBenchmark {

  private static final Path RESULT = Path.of("target", "push-benchmark.md");

  @TempDir Path home;

  @Test
  void liveProgressNextToABareLoop() throws IOException {
    Findings findings = new Findings();
    try {
      busyServer(findings);
      idleServer(findings);
    } finally {
      Files.writeString(RESULT, findings.text());
    }
    assertThat(findings.problems()).isEmpty();
  }

  private void busyServer(Findings findings) throws IOException {
    Map<String, String> settings =
        Map.of("STENO_SEND_SECONDS", Integer.toString(StalledWatcher.SEND_SECONDS));
    try (LoadServer server = LoadServer.start(home.resolve("busy"), settings);
        Crowd crowd = Crowd.start()) {
      Sizes sizes = Sizes.given();
      Ground ground = new Ground(server, crowd, sizes, findings);
      findings.line(server.inWords());
      Row.head(findings);
      new Row(ground, 1000, 1, 20).measure(sizes.warmUp());
      new Row(ground, 1000, 100, 200).measure(1);
      new Row(ground, 5000, 1, 4).measure(1);
      new StalledWatcher(ground).measure();
      new ManyJoins(ground).measure();
    }
  }

  private void idleServer(Findings findings) throws IOException {
    Map<String, String> settings =
        Map.of("STENO_HEARTBEAT_SECONDS", Integer.toString(IdleWatchers.INTERVAL));
    try (LoadServer server = LoadServer.start(home.resolve("idle"), settings);
        Crowd crowd = Crowd.start()) {
      new IdleWatchers(new Ground(server, crowd, Sizes.given(), findings)).measure();
    }
  }
}
