package dev.steno.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final long SECOND = PcmAudio.SAMPLE_RATE;

  @Test
  void jitterIsLeftAlone() {
    Timeline timeline = new Timeline(60_000);
    assertThat(timeline.silenceBefore(SECOND + 100, SECOND)).isZero();
    assertThat(timeline.silenceBefore(SECOND - 100, SECOND)).isZero();
  }

  @Test
  void aHoleIsFilled() {
    assertThat(new Timeline(60_000).silenceBefore(5 * SECOND, SECOND)).isEqualTo(4 * SECOND);
    assertThat(new Timeline(-1).silenceBefore(5 * SECOND, SECOND)).isEqualTo(4 * SECOND);
  }

  @Test
  void aHoleBeyondTheEndIsABrokenClock() {
    Timeline timeline = new Timeline(10_000);
    assertThat(timeline.silenceBefore(500 * SECOND, SECOND)).isZero();
    assertThat(timeline.silenceBefore(501 * SECOND, 2 * SECOND)).isZero();
    assertThat(timeline.silenceBefore(505 * SECOND, 2 * SECOND)).isEqualTo(4 * SECOND);
  }

  @Test
  void aClockThatBeginsAnewIsFollowed() {
    Timeline timeline = new Timeline(-1);
    assertThat(timeline.silenceBefore(0, 30 * SECOND)).isZero();
    assertThat(timeline.silenceBefore(SECOND, 31 * SECOND)).isZero();
    assertThat(timeline.silenceBefore(3 * SECOND, 31 * SECOND)).isEqualTo(2 * SECOND);
  }
}
