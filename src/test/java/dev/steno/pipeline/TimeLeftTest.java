package dev.steno.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.pipeline.SimulatedRun.Moment;
import dev.steno.pipeline.SimulatedRun.Told;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told of the time left, over whole runs. */
class TimeLeftTest {

  private static final double BEGIN = 0.2;
  private static final long MINUTE = 60_000;

  /** From tiny on two cores to the embedded engine, from a short talk to a whole day. */
  static Stream<SimulatedRun> steady() {
    return Stream.of(
        new SimulatedRun(60, 10),
        new SimulatedRun(10, 10),
        new SimulatedRun(10, 1.5),
        new SimulatedRun(600, 20),
        new SimulatedRun(60, 10).silent(),
        new SimulatedRun(30, 1).silent(),
        new SimulatedRun(60, 10).resumedAt(0.7),
        new SimulatedRun(60, 10).silent().resumedAt(0.5));
  }

  @ParameterizedTest
  @MethodSource("steady")
  void aSteadyEngineIsToldRightFromAFifthOfTheRunAndNeverJumps(SimulatedRun run) {
    Told told = run.run();

    assertThat(told.from(BEGIN)).filteredOn(moment -> !told.isRight(moment)).isEmpty();
    assertThat(told.jumps()).isZero();
    assertPercentagesOnlyRise(told);
  }

  /** At the end there are fewer chunks than the engine takes at once, and it gets slower. */
  @Test
  void whereSeveralChunksAreRecognizedAtOnceOnlyTheEndMayBeUneven() {
    Told told = new SimulatedRun(60, 10).lanes(3).run();

    assertThat(told.from(BEGIN)).filteredOn(moment -> !told.isRight(moment)).isEmpty();
    assertThat(told.jumps()).isLessThanOrEqualTo(2);
  }

  @Test
  void whatCannotBeKnownYetIsNotTold() {
    List<Moment> moments = new SimulatedRun(60, 10).run().moments();

    assertThat(moments.get(0).eta()).isNull();
    assertThat(moments.stream().filter(moment -> moment.eta() == null).count())
        .isLessThan(8_000 / SimulatedRun.TICK_MILLIS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theTimeInWhichAModelIsLoadedIsNotTakenForSlowWork(boolean silent) {
    SimulatedRun run = new SimulatedRun(60, 10).loading(20_000);

    Told told = (silent ? run.silent() : run).run();

    assertThat(told.since(20_000).get(0).eta()).isNull();
    assertThat(told.from(BEGIN)).filteredOn(moment -> !told.isRight(moment)).isEmpty();
    assertThat(told.jumps()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 60, 600})
  void halfTheSpeedIsNoticedWithinAMinute(int minutes) {
    long slowFrom = MINUTE;

    Told told = new SimulatedRun(minutes, 10).slowFrom(slowFrom).run();

    assertThat(told.since(slowFrom + MINUTE)).filteredOn(moment -> !told.isRight(moment)).isEmpty();
    assertThat(told.jumps()).as("a few steps, not a climb").isBetween(1L, 5L);
    assertPercentagesOnlyRise(told);
  }

  @Test
  void halfTheSpeedOfAnEngineThatTellsOnlyWholeChunksIsNoticedWithinAMinute() {
    Told told = new SimulatedRun(60, 10).silent().slowFrom(2 * MINUTE).run();

    assertThat(told.since(3 * MINUTE)).filteredOn(moment -> !told.isRight(moment)).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  /**
   * At a third of deviation one chunk in twenty takes less than half or more than twice as long.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void chunksOfVaryingCostMakeTheTimeLeftNeitherWrongNorRestless(long seed) {
    Told told = new SimulatedRun(120, 10).varying(0.33, seed).run();

    List<Moment> moments = told.from(BEGIN);
    assertThat(moments.stream().filter(told::isRight).count())
        .isGreaterThan((long) (0.9 * moments.size()));
    assertThat(told.jumps()).as("in twelve minutes").isLessThan(12);
    assertPercentagesOnlyRise(told);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void halfTheSpeedIsNoticedWithinAMinuteThoughChunksVary(long seed) {
    long slowFrom = 3 * MINUTE;

    Told told = new SimulatedRun(120, 10).varying(0.2, seed).slowFrom(slowFrom).run();

    List<Moment> moments = told.since(slowFrom + MINUTE);
    assertThat(moments.stream().filter(told::isRight).count())
        .isGreaterThan((long) (0.9 * moments.size()));
  }

  @Test
  void aPauseHoldsTheTimeLeftAndDoesNotMakeItJump() {
    long from = 2 * MINUTE;
    long until = 4 * MINUTE;

    Told told = new SimulatedRun(60, 10).pausing(from, until).run();

    List<Moment> pause = told.since(from).stream().filter(one -> one.millis() <= until).toList();
    int first = Objects.requireNonNull(pause.get(0).eta());
    assertThat(pause.get(pause.size() - 1).eta())
        .as("held after ten seconds")
        .isBetween(first - 11, first);
    assertThat(told.jumps()).isZero();
    assertThat(told.since(until)).filteredOn(moment -> !told.isRight(moment)).isEmpty();
  }

  private static void assertPercentagesOnlyRise(Told told) {
    assertThat(told.moments())
        .extracting(Moment::percentage)
        .isSorted()
        .endsWith(Shares.RECOGNIZED);
  }
}
