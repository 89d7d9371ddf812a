package dev.steno.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.progress.FragileTransactions.Commit;
import dev.steno.progress.ProgressEvent.Advanced;
import dev.steno.progress.ProgressEvent.Edited;
import dev.steno.progress.ProgressEvent.Recognized;
import dev.steno.progress.ProgressLog.Story;
import dev.steno.transcript.Segment;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProgressLogTest {

  private static final String TASK = "the task";

  @TempDir Path home;

  private final ProgressLog log = new ProgressLog();
  private final Observers observers = new Observers();
  private LogOnDisk disk;
  private FragileTransactions transactions;

  @BeforeEach
  @SuppressWarnings("UnnecessaryAssignment") // There is no container here that injects.
  void open() throws SQLException {
    disk = LogOnDisk.in(home);
    disk.create(TASK);
    transactions = new FragileTransactions(disk);
    log.transactions = transactions;
    log.table = disk.table;
    log.fired = observers;
  }

  @AfterEach
  void close() throws SQLException {
    disk.close();
  }

  @Test
  void anEventCanBeReadFromTheLogWhenItIsFired() {
    List<LoggedEvent> inTheLog = new ArrayList<>();
    observers.behave(event -> inTheLog.addAll(disk.table.read(TASK, event.seq() - 1, 1)));

    List<LoggedEvent> told = log.record(TASK, () -> story(segment(0), progress(1)));

    assertThat(inTheLog).isEqualTo(told).isEqualTo(observers.seen).hasSize(2);
  }

  @Test
  void anObserverThatFailsHurtsNeitherTheTaskNorTheEventsThatFollow() {
    observers.behave(
        event -> {
          if (event.seq() == 1) {
            throw new IllegalStateException("an observer with a fault");
          }
          throw new NoClassDefFoundError("an observer that was undeployed");
        });

    assertThat(log.record(TASK, () -> story(segment(0), segment(1), segment(2)))).hasSize(3);

    assertThat(observers.numbers()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void anObserverThatIsStuckOnOneTaskHoldsUpNoOther() throws Exception {
    List<String> others = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      others.add("other task " + number);
      disk.create(others.get(number));
    }
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    observers.behave(
        event -> {
          if (event.taskId().equals(TASK)) {
            stuck.countDown();
            await(release);
          }
        });
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      Future<List<LoggedEvent>> first =
          writer.submit(() -> log.record(TASK, () -> story(segment(0))));
      await(stuck);

      others.forEach(other -> log.record(other, () -> story(segment(0))));

      assertThat(observers.seen).hasSize(1 + others.size());
      assertThat(first).isNotDone();
      release.countDown();
      assertThat(first.get(20, TimeUnit.SECONDS)).hasSize(1);
    } finally {
      release.countDown();
      writer.shutdown();
    }
  }

  @Test
  void whatThrowsIsNeitherStoredNorTold() {
    IllegalStateException refused = new IllegalStateException("the task was deleted");

    assertThatThrownBy(
            () ->
                log.record(
                    TASK,
                    () -> {
                      throw refused;
                    }))
        .isSameAs(refused);

    assertThat(observers.seen).isEmpty();
    assertThat(disk.table.read(TASK, 0, 10)).isEmpty();
  }

  @Test
  void aCommitThatIsRefusedIsNeitherStoredNorTold() {
    transactions.next(Commit.REFUSED);

    assertThatThrownBy(() -> log.record(TASK, () -> story(segment(0))))
        .hasMessage("the commit failed");
    log.settle();
    assertThat(observers.seen).isEmpty();

    log.record(TASK, () -> story(segment(1)));
    assertThat(observers.seen).isEqualTo(disk.table.read(TASK, 0, 10)).hasSize(1);
  }

  @Test
  void aCommitThatWasDoneThoughItSeemedToFailIsTold() {
    transactions.next(Commit.UNANSWERED);

    List<LoggedEvent> told = log.record(TASK, () -> story(segment(0), progress(1)));

    assertThat(told).isEqualTo(observers.seen).isEqualTo(disk.table.read(TASK, 0, 10)).hasSize(2);
  }

  @Test
  void aCommitWhoseFateNobodyCouldTellIsToldAsSoonAsTheDatabaseIsBack() {
    log.record(TASK, () -> story(segment(0)));
    breakDuringACommit();
    assertThatThrownBy(log::settle).isInstanceOf(EventLogException.class);
    assertThat(observers.numbers()).containsExactly(1L);

    disk.away(false);
    log.settle();
    log.settle();

    assertThat(observers.seen).isEqualTo(disk.table.read(TASK, 0, 10)).hasSize(3);
  }

  @Test
  void whatANewEventFollowsIsToldBeforeIt() {
    breakDuringACommit();
    disk.away(false);

    log.record(TASK, () -> story(segment(3)));

    assertThat(observers.seen).isEqualTo(disk.table.read(TASK, 0, 10)).hasSize(3);
  }

  @Test
  void nothingIsWrittenBehindWhatNobodyCouldTell() {
    breakDuringACommit();

    assertThatThrownBy(() -> log.record(TASK, () -> story(segment(3))))
        .isInstanceOf(EventLogException.class);

    disk.away(false);
    assertThat(disk.table.read(TASK, 0, 10)).hasSize(2);
  }

  /** The database goes away when it has committed two events, and before it says so. */
  private void breakDuringACommit() {
    transactions.next(Commit.UNANSWERED_AND_AWAY);
    assertThatThrownBy(() -> log.record(TASK, () -> story(segment(1), new Edited(1))))
        .hasMessage("the commit failed");
  }

  private static Story story(ProgressEvent... events) {
    return new Story(1, List.of(events));
  }

  private static ProgressEvent progress(int percentage) {
    return new Advanced(Stage.TRANSCRIBING, percentage, "Recognising speech", null, null);
  }

  private static ProgressEvent segment(int index) {
    return new Recognized(new Segment(index, 0, 1, "some words", List.of(), null));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }
}
