package dev.steno.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.audio.SpeechIntervals.Interval;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechIntervalsTest {

  private static final Interval FIRST = new Interval(100, 200);
  private static final Interval SECOND = new Interval(500, 700);
  private static final Interval THIRD = new Interval(900, 1000);

  @TempDir Path folder;

  @Test
  void soundIsFoundToTheFrame() throws IOException {
    short[] samples = new short[4 * PcmAudio.SAMPLE_RATE];
    Recordings.mix(samples, Recordings.noise(0.5, 5000, 1), 1);
    Recordings.mix(samples, Recordings.noise(1, 5000, 2), 2.5);

    List<Interval> heard = heard(samples).all();

    assertThat(heard).extracting(Interval::startMillis).containsExactly(1000L, 2500L);
    assertThat(heard.get(0).endMillis()).isBetween(1500L, 1520L);
    assertThat(heard.get(1).endMillis()).isBetween(3500L, 3520L);
  }

  @Test
  void silenceHasNone() throws IOException {
    assertThat(heard(new short[PcmAudio.SAMPLE_RATE]).all()).isEmpty();
    assertThat(heard(new short[0]).all()).isEmpty();
  }

  @Test
  void listeningStopsWhenItIsCancelled() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (PcmAudio audio = audio(new short[60 * PcmAudio.SAMPLE_RATE])) {
      assertThatThrownBy(() -> SpeechIntervals.of(audio, () -> asked.incrementAndGet() == 3))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(asked).hasValue(3);
  }

  @Test
  void thoseAroundATimeOverlapOrTouchIt() {
    SpeechIntervals speech = new SpeechIntervals(List.of(FIRST, SECOND, THIRD));

    assertThat(speech.around(0, 99)).isEmpty();
    assertThat(speech.around(0, 100)).containsExactly(FIRST);
    assertThat(speech.around(200, 500)).containsExactly(FIRST, SECOND);
    assertThat(speech.around(201, 499)).isEmpty();
    assertThat(speech.around(600, 600)).containsExactly(SECOND);
    assertThat(speech.around(150, 2000)).containsExactly(FIRST, SECOND, THIRD);
    assertThat(speech.around(1001, 2000)).isEmpty();
    assertThat(new SpeechIntervals(List.of()).around(0, 10)).isEmpty();
  }

  private SpeechIntervals heard(short[] samples) throws IOException {
    try (PcmAudio audio = audio(samples)) {
      return SpeechIntervals.of(audio, () -> false);
    }
  }

  private PcmAudio audio(short[] samples) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return PcmAudio.open(Files.write(folder.resolve("pcm"), bytes.array()));
  }
}
