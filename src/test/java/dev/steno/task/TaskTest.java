package dev.steno.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.progress.Stage;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TaskTest {

  private static final Instant CREATED = Instant.parse("2024-01-01T10:00:00Z");
  private static final Instant QUEUED = CREATED.plusSeconds(1);
  private static final Instant STARTED = CREATED.plusSeconds(2);
  private static final Instant ENDED = CREATED.plusSeconds(3);
  private static final Instant LATER = CREATED.plusSeconds(4);
  private static final Wishes WISHES = new Wishes("de", "sphinx", "small", "Steno", true);

  private static ProblemException fault() {
    return new ProblemException(ErrorCode.DECODE_FAILED, "It is damaged.", "line 1", null);
  }

  /** What can be asked of a task, and in which states it may be. */
  private record Verb(String name, Set<TaskStatus> legalIn, Consumer<Task> action) {

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Verb> verbs() {
    return List.of(
        new Verb(
            "enqueue", EnumSet.of(TaskStatus.UPLOADING), task -> task.enqueue(10, WISHES, LATER)),
        new Verb("receive", EnumSet.of(TaskStatus.UPLOADING), task -> task.receive(50)),
        new Verb("start", EnumSet.of(TaskStatus.QUEUED), task -> task.start("n2", LATER)),
        new Verb("recover", EnumSet.of(TaskStatus.RUNNING), Task::recover),
        new Verb(
            "advance", EnumSet.of(TaskStatus.RUNNING), task -> task.advance(Stage.ALIGNING, 90)),
        new Verb("complete", EnumSet.of(TaskStatus.RUNNING), task -> task.complete(LATER)),
        new Verb(
            "fail",
            EnumSet.of(TaskStatus.UPLOADING, TaskStatus.RUNNING),
            task -> task.fail(fault(), LATER)),
        new Verb(
            "cancel",
            EnumSet.of(TaskStatus.UPLOADING, TaskStatus.QUEUED, TaskStatus.RUNNING),
            task -> task.cancel(fault(), LATER)),
        new Verb(
            "retry",
            EnumSet.of(TaskStatus.FAILED, TaskStatus.CANCELLED),
            task -> task.retry(LATER)));
  }

  static Stream<Arguments> illegalTransitions() {
    return verbs().stream()
        .flatMap(
            verb ->
                EnumSet.complementOf(EnumSet.copyOf(verb.legalIn())).stream()
                    .map(status -> Arguments.of(verb, status)));
  }

  @ParameterizedTest
  @MethodSource("illegalTransitions")
  void anIllegalTransitionIsRefusedAndChangesNothing(Verb verb, TaskStatus status) {
    Task task = taskIn(status);
    Map<String, Object> before = shown(task);

    assertThatThrownBy(() -> verb.action().accept(task))
        .isInstanceOfSatisfying(
            IllegalTransitionException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
              assertThat(refused).hasMessageContaining(status.wireName());
            });
    assertThat(shown(task)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyLegalTransitionIsAllowed(Verb verb) {
    for (TaskStatus status : verb.legalIn()) {
      Task task = taskIn(status);
      verb.action().accept(task);
      assertThat(shown(task)).isNotEqualTo(shown(taskIn(status)));
    }
  }

  @Test
  void aNewTaskIsUploadingBeforeAnyAttempt() {
    Task task = taskIn(TaskStatus.UPLOADING);

    assertThat(task.id()).isEqualTo("id");
    assertThat(task.fileName()).isEqualTo("talk.wav");
    assertThat(task.status()).isEqualTo(TaskStatus.UPLOADING);
    assertThat(task.stage()).isEqualTo(Stage.UPLOADING);
    assertThat(task.attempt()).isZero();
    assertThat(task.percentage()).isZero();
    assertThat(task.node()).isEqualTo("n1");
    assertThat(task.createdAt()).isEqualTo(CREATED);
    assertThat(task.warnings()).isEmpty();
    assertThat(task.wishes()).isEqualTo(Wishes.NONE);
  }

  @Test
  void aTaskWaitsForItsFirstAttemptWithItsWishes() {
    Task task = taskIn(TaskStatus.UPLOADING);
    task.receive(99);

    task.enqueue(1234, WISHES, QUEUED);

    assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(task.stage()).isEqualTo(Stage.QUEUED);
    assertThat(task.attempt()).isEqualTo(1);
    assertThat(task.percentage()).isZero();
    assertThat(task.mediaSize()).isEqualTo(1234);
    assertThat(task.wishes()).isEqualTo(WISHES);
    assertThat(task.queuedAtMillis()).isEqualTo(QUEUED.toEpochMilli());
    assertThat(task.node()).isNull();
  }

  @Test
  void aStartedTaskRunsItsAttemptOnItsNode() {
    Task task = taskIn(TaskStatus.RUNNING);

    assertThat(task.status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(task.stage()).as("until work begins").isEqualTo(Stage.QUEUED);
    assertThat(task.startedAt()).isEqualTo(STARTED);
    assertThat(task.node()).isEqualTo("n1");
    assertThat(task.runs(1)).isTrue();
    assertThat(task.runs(0)).isFalse();
    assertThat(task.runs(2)).isFalse();
  }

  @Test
  void onlyARunningTaskRunsAnAttempt() {
    for (TaskStatus status : EnumSet.complementOf(EnumSet.of(TaskStatus.RUNNING))) {
      Task task = taskIn(status);
      assertThat(task.runs(task.attempt())).as(status.name()).isFalse();
    }
  }

  @Test
  void thePercentageNeverGoesBackWithinAnAttempt() {
    Task task = taskIn(TaskStatus.RUNNING);

    task.advance(Stage.TRANSCRIBING, 40);
    task.advance(Stage.ALIGNING, 30);

    assertThat(task.percentage()).isEqualTo(40);
    assertThat(task.stage()).isEqualTo(Stage.ALIGNING);
  }

  @Test
  void aStageThatIsOverIsNotShownAgain() {
    Task task = taskIn(TaskStatus.RUNNING);

    task.advance(Stage.ALIGNING, 98);
    task.advance(Stage.TRANSCRIBING, 99);

    assertThat(task.stage()).isEqualTo(Stage.ALIGNING);
    assertThat(task.percentage()).isEqualTo(99);
  }

  @Test
  void aHundredPercentAreForACompletedTask() {
    Task task = taskIn(TaskStatus.RUNNING);

    task.advance(Stage.ALIGNING, 120);

    assertThat(task.percentage()).isEqualTo(99);
  }

  @Test
  void anUploadNeverGoesBack() {
    Task task = taskIn(TaskStatus.UPLOADING);

    task.receive(60);
    task.receive(40);

    assertThat(task.percentage()).isEqualTo(60);
  }

  @Test
  void aCompletedTaskIsAtAHundredPercent() {
    Task task = taskIn(TaskStatus.RUNNING);
    task.advance(Stage.TRANSCRIBING, 40);

    task.complete(ENDED);

    assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(task.stage()).isEqualTo(Stage.COMPLETE);
    assertThat(task.percentage()).isEqualTo(100);
    assertThat(task.finishedAt()).isEqualTo(ENDED);
    assertThat(task.errorCode()).isNull();
  }

  @Test
  void aFailedTaskTellsWhatWentWrongAndHowFarItCame() {
    Task task = taskIn(TaskStatus.RUNNING);
    task.advance(Stage.TRANSCRIBING, 40);

    task.fail(fault(), ENDED);

    assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(task.stage()).isEqualTo(Stage.TRANSCRIBING);
    assertThat(task.percentage()).isEqualTo(40);
    assertThat(task.errorCode()).isEqualTo("DECODE_FAILED");
    assertThat(task.errorMessage()).isEqualTo("It is damaged.");
    assertThat(task.errorDetail()).isEqualTo("line 1");
    assertThat(task.finishedAt()).isEqualTo(ENDED);
  }

  @Test
  void aCancelledTaskTellsThat() {
    Task task = taskIn(TaskStatus.QUEUED);

    task.cancel(new ProblemException(ErrorCode.CANCELLED, "Cancelled."), ENDED);

    assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(task.errorCode()).isEqualTo("CANCELLED");
    assertThat(task.errorDetail()).isNull();
    assertThat(task.finishedAt()).isEqualTo(ENDED);
  }

  @Test
  void messagesTooLongForTheDatabaseAreShortened() {
    Task task = taskIn(TaskStatus.RUNNING);

    task.fail(
        new ProblemException(ErrorCode.INTERNAL, "m".repeat(1001), "d".repeat(2001), null), ENDED);

    assertThat(task.errorMessage()).isEqualTo("m".repeat(1000));
    assertThat(task.errorDetail()).isEqualTo("d".repeat(2000));
  }

  @Test
  void anotherAttemptBeginsAnewWithTheSameWishes() {
    Task task = taskIn(TaskStatus.RUNNING);
    task.advance(Stage.DIARIZING, 95);
    task.warn("The words are guessed.");
    task.fail(fault(), ENDED);

    task.retry(LATER);

    assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(task.stage()).isEqualTo(Stage.QUEUED);
    assertThat(task.attempt()).isEqualTo(2);
    assertThat(task.percentage()).isZero();
    assertThat(task.errorCode()).isNull();
    assertThat(task.errorMessage()).isNull();
    assertThat(task.errorDetail()).isNull();
    assertThat(task.startedAt()).isNull();
    assertThat(task.finishedAt()).isNull();
    assertThat(task.node()).isNull();
    assertThat(task.queuedAtMillis()).isEqualTo(LATER.toEpochMilli());
    assertThat(task.wishes()).isEqualTo(WISHES);
    assertThat(task.warnings()).containsExactly("The words are guessed.");
  }

  @Test
  void aRecoveredTaskWaitsForAnotherAttemptAndTheOldOneIsOver() {
    Task task = taskIn(TaskStatus.RUNNING);
    task.advance(Stage.TRANSCRIBING, 40);

    task.recover();
    assertThat(task.queuedAtMillis()).as("it had its turn").isEqualTo(QUEUED.toEpochMilli());
    task.start("n2", LATER);

    assertThat(task.attempt()).isEqualTo(2);
    assertThat(task.percentage()).isZero();
    assertThat(task.node()).isEqualTo("n2");
    assertThat(task.runs(1)).isFalse();
    assertThat(task.runs(2)).isTrue();
  }

  @Test
  void aWarningIsKeptOnce() {
    Task task = taskIn(TaskStatus.RUNNING);

    task.warn("First.");
    task.warn("Second.");
    task.warn("First.");

    assertThat(task.warnings()).containsExactly("First.", "Second.");
  }

  @Test
  void warningsThatFindNoRoomAreLeftOut() {
    Task task = taskIn(TaskStatus.RUNNING);
    String first = "a".repeat(3000);

    task.warn(first);
    task.warn("b".repeat(1000));
    task.warn("Short.");

    assertThat(task.warnings()).containsExactly(first, "Short.");
    assertThat(String.join("\n", task.warnings()).length()).isLessThanOrEqualTo(4000);
  }

  @Test
  void whatIsFoundOutAboutTheRecordingIsKept() {
    Task task = taskIn(TaskStatus.RUNNING);

    task.describeMedia("audio/wav", 61_200);
    task.recognizeWith("sphinx", "en-us", "en");

    assertThat(task.mediaType()).isEqualTo("audio/wav");
    assertThat(task.durationMillis()).isEqualTo(61_200L);
    assertThat(task.engine()).isEqualTo("sphinx");
    assertThat(task.model()).isEqualTo("en-us");
    assertThat(task.language()).isEqualTo("en");
  }

  @Test
  void whatIsSpokenMayBeFoundOutLater() {
    Task task = taskIn(TaskStatus.RUNNING);
    task.recognizeWith("whisper", "base", null);
    assertThat(task.language()).isNull();

    task.hear("fr");

    assertThat(task.language()).isEqualTo("fr");
    assertThat(task.engine()).isEqualTo("whisper");
    assertThat(task.wishes().language()).isEqualTo("de");
  }

  private static Task taskIn(TaskStatus status) {
    Task task = Task.uploading("id", "talk.wav", "n1", CREATED);
    switch (status) {
      case UPLOADING -> {}
      case QUEUED -> task.enqueue(1000, WISHES, QUEUED);
      case RUNNING -> {
        task.enqueue(1000, WISHES, QUEUED);
        task.start("n1", STARTED);
      }
      case COMPLETED -> {
        task.enqueue(1000, WISHES, QUEUED);
        task.start("n1", STARTED);
        task.complete(ENDED);
      }
      case FAILED -> {
        task.enqueue(1000, WISHES, QUEUED);
        task.start("n1", STARTED);
        task.fail(fault(), ENDED);
      }
      case CANCELLED -> task.cancel(fault(), ENDED);
    }
    return task;
  }

  private static Map<String, Object> shown(Task task) {
    return Map.of(
        "status", task.status(),
        "stage", task.stage(),
        "percentage", task.percentage(),
        "attempt", task.attempt(),
        "size", task.mediaSize(),
        "wishes", task.wishes(),
        "node", String.valueOf(task.node()),
        "started", String.valueOf(task.startedAt()),
        "finished", String.valueOf(task.finishedAt()),
        "error", String.valueOf(task.errorCode()));
  }
}
