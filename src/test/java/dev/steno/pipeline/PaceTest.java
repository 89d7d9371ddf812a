package dev.steno.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  private final SettableClock clock = new SettableClock();

  @Test
  void whatIsLeftTakesAsLongAsWhatWasDone() {
    Pace pace = new Pace(clock, 0);
    clock.forward(10_000);

    assertThat(pace.etaSeconds(250, 1000)).isEqualTo(30);
    assertThat(pace.etaSeconds(500, 1000)).isEqualTo(10);
    assertThat(pace.etaSeconds(1000, 1000)).isZero();
  }

  @Test
  void secondsAreRoundedUp() {
    Pace pace = new Pace(clock, 0);
    clock.forward(1_001);

    assertThat(pace.etaSeconds(500, 1000)).isEqualTo(2);
  }

  @Test
  void beforeAFewPercentAreDoneNothingIsSaid() {
    Pace pace = new Pace(clock, 0);
    clock.forward(10_000);

    assertThat(pace.etaSeconds(0, 1000)).isNull();
    assertThat(pace.etaSeconds(49, 1000)).isNull();
    assertThat(pace.etaSeconds(50, 1000)).isEqualTo(190);
  }

  @Test
  void beforeAnyTimeHasPassedNothingIsSaid() {
    assertThat(new Pace(clock, 0).etaSeconds(500, 1000)).isNull();
  }

  @Test
  void whatEarlierAttemptsDidSaysNothingAboutTheSpeed() {
    Pace pace = new Pace(clock, 800);
    clock.forward(10_000);

    assertThat(pace.etaSeconds(800, 1000)).isNull();
    assertThat(pace.etaSeconds(809, 1000)).isNull();
    assertThat(pace.etaSeconds(900, 1000)).isEqualTo(10);
  }

  @Test
  void withoutAnyWorkNothingIsSaid() {
    Pace pace = new Pace(clock, 0);
    clock.forward(10_000);

    assertThat(pace.etaSeconds(0, 0)).isNull();
  }

  @Test
  void moreThanAllWorkLeavesNothing() {
    Pace pace = new Pace(clock, 0);
    clock.forward(10_000);

    assertThat(pace.etaSeconds(1200, 1000)).isZero();
  }
}
