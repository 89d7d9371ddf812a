package dev.steno.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechChunkerTest {

  private static final int RATE = PcmAudio.SAMPLE_RATE;
  private static final String SENTENCE =
      "The quick brown fox jumps over the lazy dog, and then it runs away into the dark forest.";
  private static final short[] SPEECH = SpokenText.samples(SENTENCE);

  @TempDir Path folder;

  @Test
  void twoHoursOfSilenceGiveNothingQuickly() throws Exception {
    Path file = folder.resolve("silence");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(2L * 3600 * RATE * 2);
    }
    long begin = System.nanoTime();
    try (PcmAudio audio = PcmAudio.open(file)) {
      assertThat(new SpeechChunker().chunk(audio, ChunkLengths.SHORT)).isEmpty();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(took).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void nothingGivesNothing() throws Exception {
    assertThat(chunks(new short[0])).isEmpty();
    assertThat(chunks(new short[1])).isEmpty();
    assertThat(chunks(new short[100])).isEmpty();
  }

  @Test
  void lowSteadyNoiseGivesNothing() throws Exception {
    for (int amplitude : new int[] {1, 3, 10, 30, 100, 300}) {
      assertThat(chunks(Recordings.noise(60, amplitude, 7))).as("noise %d", amplitude).isEmpty();
    }
  }

  @Test
  void anOffsetAndMainsHumGiveNothing() throws Exception {
    short[] hum = Recordings.tone(30, 50, 800);
    for (int i = 0; i < hum.length; i++) {
      hum[i] = (short) (hum[i] + 2000);
    }
    assertThat(chunks(hum)).isEmpty();
  }

  @Test
  void aClickIsNoSpeech() throws Exception {
    short[] sound = new short[10 * RATE];
    Recordings.mix(sound, Recordings.noise(0.01, 8000, 3), 5);
    assertThat(chunks(sound)).isEmpty();
  }

  @Test
  void speechIsFoundWithoutTheSilenceAroundIt() throws Exception {
    short[] sound = new short[SPEECH.length + 10 * RATE];
    Recordings.mix(sound, SPEECH, 5);

    List<Chunk> chunks = chunks(sound);

    assertThat(chunks).hasSize(1);
    assertThat(chunks.get(0).startMillis()).isBetween(4_700L, 5_150L);
    assertThat(chunks.get(0).endMillis())
        .isBetween(endOf(SPEECH) + 5_000L - 100, endOf(SPEECH) + 5_000L + 300);
  }

  @Test
  void quietSpeechIsFoundAsWell() throws Exception {
    short[] quiet = Recordings.scaled(SPEECH, 327.0 / Recordings.peak(SPEECH));
    short[] sound = Recordings.noise(SPEECH.length / (double) RATE + 10, 2, 5);
    Recordings.mix(sound, quiet, 5);

    List<Chunk> chunks = chunks(sound);

    assertThat(chunks).hasSize(1);
    assertThat(chunks.get(0).startMillis()).isBetween(4_700L, 5_250L);
    assertThat(chunks.get(0).endMillis()).isGreaterThan(endOf(SPEECH) + 5_000L - 250);
  }

  @Test
  void speechInSteadyNoiseIsFound() throws Exception {
    short[] sound = Recordings.noise(SPEECH.length / (double) RATE + 20, 600, 5);
    Recordings.mix(sound, Recordings.scaled(SPEECH, 12_000.0 / Recordings.peak(SPEECH)), 10);

    List<Chunk> chunks = chunks(sound);

    assertThat(chunks).isNotEmpty();
    assertThat(chunks.get(0).startMillis()).isBetween(9_600L, 10_300L);
    assertThat(chunks.get(chunks.size() - 1).endMillis())
        .isBetween(endOf(SPEECH) + 10_000L - 400, endOf(SPEECH) + 10_000L + 400);
  }

  @Test
  void silencesOfMoreThanTwoSecondsSplit() throws Exception {
    short[] sound = new short[12 * RATE];
    Recordings.mix(sound, Recordings.noise(1, 5000, 1), 1);
    Recordings.mix(sound, Recordings.noise(1, 5000, 2), 3.5);
    Recordings.mix(sound, Recordings.noise(1, 5000, 3), 8);

    List<Chunk> chunks = chunks(sound);

    assertThat(chunks).hasSize(2);
    assertThat(chunks.get(0).millis()).isBetween(3_500L, 3_950L);
    assertThat(chunks.get(1).startMillis()).isBetween(7_750L, 8_000L);
  }

  @Test
  void longSpeechIsCutAtPausesAndTheFirstChunkIsShort() throws Exception {
    short[] sound = new short[SPEECH.length * 20 + RATE];
    for (int i = 0; i < 20; i++) {
      Recordings.mix(sound, SPEECH, i * SPEECH.length / (double) RATE);
    }

    List<Chunk> chunks = chunks(sound);

    assertWellFormed(chunks, sound.length);
    assertThat(chunks.get(0).millis()).isBetween(3_000L, 10_000L);
    assertThat(chunks.subList(1, chunks.size() - 1))
        .allSatisfy(chunk -> assertThat(chunk.millis()).isBetween(10_000L, 25_000L));
    assertThat(chunks)
        .allSatisfy(
            chunk -> {
              assertQuiet(sound, chunk.startSample());
              assertQuiet(sound, chunk.endSample());
            });
  }

  @Test
  void soundWithoutAnyPauseIsCutAtItsQuietestFrame() throws Exception {
    short[] sound = Recordings.noise(70, 12_000, 11);
    int dip = 8 * RATE;
    for (int i = dip; i < dip + RATE / 25; i++) {
      sound[i] = (short) (sound[i] / 2);
    }

    List<Chunk> chunks = chunks(sound);

    assertWellFormed(chunks, sound.length);
    assertThat(chunks.get(0).endMillis()).isBetween(7_990L, 8_040L);
    assertThat(chunks.get(0).startSample()).isZero();
    assertThat(chunks.get(chunks.size() - 1).endSample()).isEqualTo(sound.length);
    for (int i = 1; i < chunks.size(); i++) {
      assertThat(chunks.get(i).startSample()).isEqualTo(chunks.get(i - 1).endSample());
    }
  }

  @Test
  void whateverTheBurstsAllOfThemAreCovered() throws Exception {
    Random random = new Random(42);
    for (int round = 0; round < 40; round++) {
      List<long[]> bursts = new ArrayList<>();
      short[] sound = Recordings.noise(60 + random.nextInt(120), random.nextInt(8), round);
      double at = random.nextDouble() * 5;
      while (true) {
        double length = 0.3 + random.nextDouble() * (random.nextInt(5) == 0 ? 40 : 4);
        if ((at + length) * RATE > sound.length) {
          break;
        }
        Recordings.mix(sound, Recordings.noise(length, 2000 + random.nextInt(9000), round), at);
        bursts.add(new long[] {(long) (at * RATE), (long) ((at + length) * RATE)});
        at += length + 0.05 + random.nextDouble() * (random.nextInt(3) == 0 ? 6 : 1);
      }

      List<Chunk> chunks = chunks(sound);

      assertWellFormed(chunks, sound.length);
      assertThat(chunks(sound)).isEqualTo(chunks);
      for (long[] burst : bursts) {
        assertThat(covered(chunks, burst))
            .as("round %d, burst %s", round, Arrays.toString(burst))
            .isGreaterThanOrEqualTo(burst[1] - burst[0] - 2L * FrameLevels.FRAME);
      }
    }
  }

  @Test
  void realRecordingsAreFoundWhole() throws Exception {
    byte[] wav = Files.readAllBytes(Recordings.shared("jfk.wav"));
    short[] sound = new short[11 * RATE];
    ByteBuffer.wrap(wav, wav.length - 2 * sound.length, 2 * sound.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .get(sound);

    List<Chunk> chunks = chunks(sound);

    assertWellFormed(chunks, sound.length);
    assertThat(chunks.get(0).startMillis()).isLessThan(400);
    assertThat(chunks.get(chunks.size() - 1).endMillis()).isGreaterThan(10_300);
  }

  private static long covered(List<Chunk> chunks, long[] burst) {
    return chunks.stream()
        .mapToLong(
            chunk ->
                Math.max(
                    0,
                    Math.min(burst[1], chunk.endSample())
                        - Math.max(burst[0], chunk.startSample())))
        .sum();
  }

  private static void assertWellFormed(List<Chunk> chunks, long samples) {
    assertThat(chunks).isNotEmpty();
    long last = 0;
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i);
      assertThat(chunk.index()).isEqualTo(i);
      assertThat(chunk.startSample()).isGreaterThanOrEqualTo(last);
      assertThat(chunk.endSample()).isLessThanOrEqualTo(samples);
      assertThat(chunk.endSample() - chunk.startSample())
          .isLessThanOrEqualTo((i == 0 ? 10L : 30L) * RATE);
      last = chunk.endSample();
    }
  }

  private static void assertQuiet(short[] sound, long at) {
    int from = (int) Math.max(0, at - 160);
    int to = (int) Math.min(sound.length, at + 160);
    assertThat(Recordings.level(sound, from, to)).isLessThan(300);
  }

  private static long endOf(short[] sound) {
    int end = sound.length;
    while (end > 0 && Math.abs(sound[end - 1]) < 200) {
      end--;
    }
    return PcmAudio.toMillis(end);
  }

  private List<Chunk> chunks(short[] sound) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(sound);
    Path file = Files.write(folder.resolve("samples"), bytes.array());
    try (PcmAudio audio = PcmAudio.open(file)) {
      return new SpeechChunker().chunk(audio, ChunkLengths.SHORT);
    }
  }
}
