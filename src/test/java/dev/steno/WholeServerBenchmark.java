package dev.steno;

import dev.steno.testing.ServerProcess;
import dev.steno.testing.Speech;
import dev.steno.testing.StenoClient;
import dev.steno.testing.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints how fast the whole server is, from the upload to the end, seen from outside. */
@Tag("benchmark")
class WholeServerBenchmark {

  private static final int SECONDS = 60;
  private static final int RUNS = 3;

  @TempDir Path home;

  @Test
  void aMinuteOfSpeechFromTheUploadToTheEnd() throws IOException {
    byte[] recording = Speech.story(SECONDS);
    try (ServerProcess server = ServerProcess.start(home, Map.of(), true)) {
      StenoClient client = new StenoClient(server.base());
      for (int run = 0; run <= RUNS; run++) {
        long begin = System.nanoTime();
        String task = client.uploaded(recording, "minute.wav");
        try (Watcher watcher = Watcher.of(server.base(), task)) {
          watcher.awaitMessage(
              "the first segment", message -> message.getString("type").equals("segment"));
          double first = secondsSince(begin);
          watcher.awaitEnd();
          double all = secondsSince(begin);
          System.out.printf(
              "%s: first segment after %.1f s, %d s of speech in %.1f s, real-time factor %.2f%n",
              run == 0 ? "workers cold" : "workers warm", first, SECONDS, all, all / SECONDS);
        }
      }
    }
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
