package dev.steno.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskStatusTest {

  @Test
  void theStatesAreThoseOfTheWire() {
    assertThat(Stream.of(TaskStatus.values()).map(TaskStatus::wireName))
        .containsExactly("uploading", "queued", "running", "completed", "failed", "cancelled");
  }

  @Test
  void aTaskHasEndedWhenItIsCompletedFailedOrCancelled() {
    assertThat(Stream.of(TaskStatus.values()).filter(TaskStatus::ended))
        .containsExactly(TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void aStateIsFoundByItsNameOnTheWire(TaskStatus status) {
    assertThat(TaskStatus.ofWireName(status.wireName())).contains(status);
  }

  @Test
  void noOtherNameFindsAState() {
    assertThat(TaskStatus.ofWireName("RUNNING")).isEmpty();
    assertThat(TaskStatus.ofWireName("")).isEmpty();
  }
}
