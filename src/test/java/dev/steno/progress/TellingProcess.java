package dev.steno.progress;

import dev.steno.process.ParentWatch;
import dev.steno.progress.ProgressEvent.Advanced;
import dev.steno.progress.ProgressEvent.Recognized;
import dev.steno.transcript.Segment;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * A process that tells of a task until it is killed, and prints the number of each segment once it
 * is committed. Its arguments: the data folder and the task.
 */
final class TellingProcess {

  private TellingProcess() {}

  public static void main(String[] arguments) throws SQLException {
    ParentWatch.begin(System.in);
    LogOnDisk log = LogOnDisk.in(Path.of(arguments[0]));
    for (int index = 0; true; index++) {
      List<ProgressEvent> story =
          List.of(
              new Recognized(new Segment(index, 0, 1, "segment " + index, List.of(), null)),
              new Advanced(Stage.TRANSCRIBING, index % 99, "Recognising speech", null, null));
      List<LoggedEvent> told = log.committed(() -> log.table.append(arguments[1], 1, story));
      System.out.println(told.get(0).seq());
    }
  }
}
