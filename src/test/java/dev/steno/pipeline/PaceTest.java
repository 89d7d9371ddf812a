package dev.steno.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long HOUR = 3_600_000;

  private final SettableClock clock = new SettableClock();

  @Test
  void whatIsLeftTakesAsLongAsWhatWasDone() {
    Pace pace = new Pace(clock, 1000, 0);

    reach(pace, 1000, 0, 100, 200, 300, 400, 500, 600);

    assertThat(pace.etaSeconds()).isEqualTo(5);
    reach(pace, 1000, 700, 800, 900);
    assertThat(pace.etaSeconds()).isEqualTo(2);
  }

  @Test
  void untilFiveSecondsWereMeasuredNothingIsSaid() {
    Pace pace = new Pace(clock, HOUR, 0);

    reach(pace, 1000, 0, 10_000, 20_000, 30_000, 40_000, 50_000);
    assertThat(pace.etaSeconds()).isNull();
    reach(pace, 1000, 60_000);

    assertThat(pace.etaSeconds()).isEqualTo(354 + 2);
  }

  @Test
  void theStagesThatFollowAreCountedWithTheTimeTheyTake() {
    Pace pace = new Pace(clock, 9 * HOUR, 0);

    for (int i = 0; i <= 9; i++) {
      reach(pace, 10_000, i * HOUR);
    }

    assertThat(pace.etaSeconds()).as("aligning nine hours").isEqualTo(10);
    assertThat(pace.percentage()).isEqualTo(Shares.RECOGNIZED);
  }

  @Test
  void whatEarlierAttemptsDidSaysNothingAboutTheSpeed() {
    Pace pace = new Pace(clock, 10_000, 8_000);

    assertThat(pace.percentage()).isEqualTo(78);
    reach(pace, 1000, 8_000, 8_100, 8_200, 8_300, 8_400, 8_500, 8_600);

    assertThat(pace.etaSeconds()).isEqualTo(15);
  }

  @Test
  void thePercentageNeverGoesBack() {
    Pace pace = new Pace(clock, 1000, 0);

    pace.reached(500);
    pace.reached(300);

    assertThat(pace.percentage()).isEqualTo(49);
  }

  @Test
  void withoutAnySpeechAllIsDone() {
    Pace pace = new Pace(clock, 0, 0);

    assertThat(pace.percentage()).isEqualTo(Shares.RECOGNIZED);
    assertThat(pace.etaSeconds()).isNull();
  }

  @Test
  void aMachineThatSleptGoesOnWithTheTimeItTold() {
    Pace pace = new Pace(clock, HOUR, 0);
    reach(pace, 1000, 0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000);
    int told = told(pace);

    reach(pace, HOUR, 90_000);
    assertThat(pace.etaSeconds()).isBetween(told - 10, told);
    reach(pace, 1000, 100_000, 110_000, 120_000, 130_000);

    assertThat(pace.etaSeconds()).isBetween(told - 14, told);
  }

  @Test
  void aClockThatIsPutBackHarmsNothing() {
    Pace pace = new Pace(clock, HOUR, 0);
    reach(pace, 1000, 0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000);
    int told = told(pace);

    reach(pace, -HOUR, 90_000, 100_000);
    reach(pace, 1000, 110_000, 120_000, 130_000, 140_000);

    assertThat(pace.etaSeconds()).isBetween(told - 10, told);
  }

  private static int told(Pace pace) {
    return Objects.requireNonNull(pace.etaSeconds());
  }

  /** Each after the same time. */
  private void reach(Pace pace, long millis, long... done) {
    for (long one : done) {
      clock.forward(millis);
      pace.reached(one);
    }
  }
}
