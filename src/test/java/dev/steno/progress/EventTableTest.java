package dev.steno.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.progress.EventReader.Extent;
import dev.steno.progress.ProgressEvent.Advanced;
import dev.steno.progress.ProgressEvent.Edited;
import dev.steno.progress.ProgressEvent.Failed;
import dev.steno.progress.ProgressEvent.Recognized;
import dev.steno.transcript.Segment;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventTableTest {

  private static final String TASK = "the task";
  private static final String OTHER = "another task";

  /** What one lookup in an index may read besides what it finds. */
  private static final long A_FEW = 10;

  @TempDir Path home;

  private LogOnDisk log;

  @BeforeEach
  void open() throws SQLException {
    log = LogOnDisk.in(home);
    log.create(TASK);
    log.create(OTHER);
  }

  @AfterEach
  void close() throws SQLException {
    log.close();
  }

  @Test
  void eventsAreReadAsTheyWereStored() throws SQLException {
    List<LoggedEvent> first = append(segment(0), segment(1), progress(10));
    List<LoggedEvent> second = append(new Failed("INTERNAL", "It broke.", "detail"));

    assertThat(first).extracting(LoggedEvent::seq).containsExactly(1L, 2L, 3L);
    assertThat(log.table.read(TASK, 0, 10)).containsExactlyElementsOf(together(first, second));
    assertThat(log.table.read(TASK, 2, 10))
        .containsExactlyElementsOf(together(first.subList(2, 3), second));
    assertThat(log.table.read(TASK, 0, 2)).containsExactlyElementsOf(first.subList(0, 2));
    assertThat(log.table.extent(TASK)).contains(new Extent(4, 0));
    assertThat(log.table.read(OTHER, 0, 10)).isEmpty();
    assertThat(log.table.extent("no task")).isEmpty();
  }

  @Test
  void ofProgressOnlyTheNewestIsKept() throws SQLException {
    append(progress(1));
    append(progress(2), segment(0), progress(3));
    append(segment(1));

    assertThat(log.table.read(TASK, 0, 10))
        .extracting(LoggedEvent::seq)
        .containsExactly(3L, 4L, 5L)
        .doesNotHaveDuplicates();
  }

  @Test
  void theNewestStateIsTheNewestProgressOrError() throws SQLException {
    assertThat(log.table.newestState(TASK)).isEmpty();
    append(progress(1), segment(0));
    assertThat(log.table.newestState(TASK)).get().extracting(LoggedEvent::seq).isEqualTo(1L);
    append(new Failed("CANCELLED", "It was cancelled.", null));
    assertThat(log.table.newestState(TASK)).get().extracting(LoggedEvent::seq).isEqualTo(3L);
    append(progress(0));
    append(new Edited(1), new Edited(2));
    assertThat(log.table.newestState(TASK)).get().extracting(LoggedEvent::seq).isEqualTo(4L);
  }

  /** What it costs to store and to read must not grow with the length of the story. */
  @Test
  void noStatementLooksAtAllSegmentsOfATask() throws SQLException {
    List<ProgressEvent> story = new ArrayList<>();
    for (int index = 0; index < 3000; index++) {
      story.add(segment(index));
    }
    story.add(progress(50));
    append(story.toArray(ProgressEvent[]::new));
    append(new Edited(1), new Edited(2));

    assertThat(
            log.visited(EventTable.NEWEST_STATE, TASK, EventCodec.PROGRESS, TASK, EventCodec.ERROR))
        .isLessThan(A_FEW);
    assertThat(log.visited(EventTable.READ, TASK, 2990L, 10)).isLessThan(10 + A_FEW);
    assertThat(log.visited(EventTable.REMOVE_PROGRESS, TASK, EventCodec.PROGRESS, 4000L))
        .isLessThan(A_FEW);
  }

  private List<LoggedEvent> append(ProgressEvent... events) {
    return log.committed(() -> log.table.append(TASK, 1, List.of(events)));
  }

  private static List<LoggedEvent> together(List<LoggedEvent> first, List<LoggedEvent> second) {
    List<LoggedEvent> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static ProgressEvent progress(int percentage) {
    return new Advanced(Stage.TRANSCRIBING, percentage, "Recognising speech", 17, null);
  }

  private static ProgressEvent segment(int index) {
    return new Recognized(
        new Segment(index, index * 1000L, index * 1000L + 900, "so many words", List.of(), null));
  }
}
