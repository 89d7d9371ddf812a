package dev.steno.push.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.progress.EventReader;
import dev.steno.progress.LoggedEvent;
import dev.steno.progress.ProgressEvent;
import dev.steno.push.message.EncodedMessage;
import dev.steno.push.message.MessageWriter;
import dev.steno.transcript.Segment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoryPagesTest {

  private final MemoryLog log = new MemoryLog();
  private final CountingLog counted = new CountingLog();
  private final StoryPages pages = new StoryPages(counted, new MessageWriter());

  /** Counts how often the log is really read. */
  private final class CountingLog implements EventReader {
    private int reads;

    @Override
    public Optional<Extent> extent(String taskId) {
      return log.extent(taskId);
    }

    @Override
    public List<LoggedEvent> read(String taskId, long since, int limit) {
      reads++;
      return log.read(taskId, since, limit);
    }
  }

  private void tell(int segments) {
    for (int told = 0; told < segments; told++) {
      log.segment("t");
    }
  }

  private List<Long> read(long since, int limit) {
    return pages.read("t", since, limit).stream().map(EncodedMessage::seq).toList();
  }

  @Test
  void whoJoinsAfterAnotherGetsThePagesThatWereReadBefore() {
    tell(25);
    for (int joined = 0; joined < 1000; joined++) {
      assertThat(read(0, 10)).hasSize(10);
      assertThat(read(10, 10)).hasSize(10);
      assertThat(read(20, 10)).containsExactly(21L, 22L, 23L, 24L, 25L);
    }
    assertThat(counted.reads).isEqualTo(3);
  }

  @Test
  void theEndOfALogIsReadAgainWhenSomethingHappened() {
    tell(3);
    assertThat(read(0, 10)).containsExactly(1L, 2L, 3L);
    tell(1);
    assertThat(read(0, 10)).containsExactly(1L, 2L, 3L, 4L);
    log.progress("t", 50);
    assertThat(read(0, 10)).containsExactly(1L, 2L, 3L, 4L, 5L);
    log.progress("t", 60);
    assertThat(read(0, 10)).containsExactly(1L, 2L, 3L, 4L, 6L);
  }

  @Test
  void nothingIsKeptOfATaskThatIsNoMore() {
    tell(3);
    assertThat(read(0, 10)).hasSize(3);
    log.delete("t");
    assertThat(read(0, 10)).isEmpty();
  }

  @Test
  void whatIsReadWhileSomethingIsWrittenIsNotTakenForTheEnd() {
    tell(3);
    StoryPages late =
        new StoryPages(
            new EventReader() {
              @Override
              public Optional<Extent> extent(String taskId) {
                return log.extent(taskId);
              }

              @Override
              public List<LoggedEvent> read(String taskId, long since, int limit) {
                List<LoggedEvent> read = log.read(taskId, since, limit);
                if (read.size() == 3) {
                  // Committed after the rows were read, before they are kept.
                  log.segment(taskId);
                }
                return read;
              }
            },
            new MessageWriter());
    assertThat(late.read("t", 0, 10)).hasSize(3);
    assertThat(late.read("t", 0, 10)).hasSize(4);
  }

  @Test
  void theOldestPagesAreForgottenWhenThereAreTooMany() {
    String megabyte = "x".repeat(1024 * 1024);
    for (int told = 0; told < 20; told++) {
      log.append(
          "t",
          new ProgressEvent.Recognized(new Segment(told, 0, 1, megabyte, List.of(), null, null)));
    }
    for (long since = 0; since < 20; since++) {
      read(since, 1);
    }
    assertThat(counted.reads).isEqualTo(20);
    read(19, 1);
    assertThat(counted.reads).isEqualTo(20);
    read(0, 1);
    assertThat(counted.reads).isEqualTo(21);
  }
}
