package dev.steno.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StenoDataSourceTest {

  private static final Duration WRITING = Duration.ofSeconds(8);
  private static final int PROCESSES = 4;

  @TempDir Path folder;

  /** A row committed is there after a {@code kill -9} a moment later. */
  @Test
  void whatWasCommittedIsThereAfterTheProcessWasKilled() {
    IntStream.range(0, PROCESSES).parallel().forEach(this::writeKillAndLook);
  }

  private void writeKillAndLook(int number) {
    Path home = folder.resolve("home" + number);
    long[] printed = new long[CommittingProcess.WRITERS];
    long[] stored;
    try {
      writeAndKill(home, printed);
      StenoDataSource database = databaseIn(home);
      stored = CommittingProcess.stored(database);
      shutDown(database);
    } catch (IOException | SQLException failed) {
      throw new IllegalStateException(failed);
    }
    for (int writer = 0; writer < printed.length; writer++) {
      assertThat(printed[writer]).isPositive();
      assertThat(stored[writer]).isGreaterThanOrEqualTo(printed[writer]);
    }
  }

  /** Notes the newest row that each writer told of before the process was killed. */
  private static void writeAndKill(Path home, long[] printed) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-DSTENO_HOME=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                CommittingProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long end = System.nanoTime() + WRITING.toNanos();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        printed[Integer.parseInt(words[0])] = Long.parseLong(words[1]);
        if (System.nanoTime() > end) {
          // Not the process itself, which would close the pipe with lines still in it.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static StenoDataSource databaseIn(Path home) {
    Map<String, String> values = Map.of("STENO_HOME", home.toString());
    return new StenoDataSource(new Settings(values::get));
  }

  private static void shutDown(StenoDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }
}
