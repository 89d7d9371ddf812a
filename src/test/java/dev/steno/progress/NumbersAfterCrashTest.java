package dev.steno.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.progress.ProgressEvent.Edited;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumbersAfterCrashTest {

  private static final String TASK = "the task";
  private static final int CRASHES = 3;

  /** Each process is killed in the middle of writing, when it has told so many segments. */
  private static final int SEGMENTS = 300;

  @TempDir Path home;

  @Test
  void noNumberIsGivenTwiceAndNoSegmentIsLostThoughTheServerIsKilledAgainAndAgain()
      throws IOException, SQLException {
    try (LogOnDisk log = LogOnDisk.in(home)) {
      log.create(TASK);
    }
    List<Long> told = new ArrayList<>();
    for (int crash = 0; crash < CRASHES; crash++) {
      told.addAll(tellAndKill());
    }

    try (LogOnDisk log = LogOnDisk.in(home)) {
      LoggedEvent next =
          log.committed(() -> log.table.append(TASK, 1, List.of(new Edited(1)))).get(0);
      List<Long> kept =
          log.table.read(TASK, 0, Integer.MAX_VALUE).stream().map(LoggedEvent::seq).toList();

      assertThat(told).hasSizeGreaterThanOrEqualTo(CRASHES * SEGMENTS);
      assertThat(told).isSorted().doesNotHaveDuplicates();
      assertThat(kept).containsAll(told).doesNotHaveDuplicates();
      assertThat(next.seq()).isEqualTo(kept.get(kept.size() - 1));
      assertThat(log.table.extent(TASK).orElseThrow().lastSeq()).isEqualTo(next.seq());
    }
  }

  /** The numbers of the segments that a process told of before it was killed. */
  private List<Long> tellAndKill() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TellingProcess.class.getName(),
                home.toString(),
                TASK)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Long> told = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told.add(Long.parseLong(line));
        if (told.size() == SEGMENTS) {
          // Not the process itself, which would close the pipe with lines still in it.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
    }
    return told;
  }
}
