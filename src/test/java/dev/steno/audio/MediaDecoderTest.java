package dev.steno.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;

import dev.steno.audio.MediaFixtures.Kind;
import dev.steno.audio.MediaFixtures.Sound;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is and what is not a recording, and what is left of damaged ones. */
class MediaDecoderTest {

  private static final Sound MP3 = new Sound("libmp3lame", AV_SAMPLE_FMT_S16P, 44_100, 2);
  private static final Sound AAC = new Sound("aac", AV_SAMPLE_FMT_FLTP, 44_100, 2);
  private static final Sound OPUS = new Sound("libopus", AV_SAMPLE_FMT_S16, 48_000, 1);

  private static final Charset UTF = StandardCharsets.UTF_8;

  @TempDir Path folder;

  @Test
  void samplesThatAreAlreadyRightAreNotChanged() throws Exception {
    short[] original = Recordings.noise(2, 9000, 1);
    Path recording = write("a.wav", SpokenText.wav(original));

    DecodedMedia media = decode(recording);

    assertThat(media)
        .isEqualTo(new DecodedMedia("wav", "pcm_s16le", 2000L, original.length, List.of()));
    assertThat(decoded()).isEqualTo(original);
  }

  @ParameterizedTest(name = "{0} Hz, {1} channels, {2} bits, format {3}")
  @CsvSource({
    "8000,1,8,1",
    "8000,1,8,7",
    "8000,2,8,6",
    "11025,2,16,1",
    "44100,2,24,1",
    "48000,6,32,1",
    "96000,3,32,3",
    "16000,13,16,1",
    "48000,64,16,1",
    "192000,1,64,3"
  })
  void wavFilesOfManyKindsAreDecoded(int rate, int channels, int bits, int format)
      throws Exception {
    byte[] wav = header(rate, channels, bits, format, rate * channels * bits / 8);
    Path recording = write("a.wav", wav);

    DecodedMedia media = decode(recording);

    assertThat(media.samples()).isBetween(15_990L, 16_010L);
    assertThat(media.warnings()).isEmpty();
  }

  @ParameterizedTest(name = "{0} Hz, {1} channels")
  @CsvSource({"0,1", "1,1", "16000,0", "16000,65", "2147483647,1", "-5,2", "16000,65535"})
  void absurdHeadersAreAProblemAndNoCrash(int rate, int channels) throws Exception {
    Path recording = write("a.wav", header(rate, channels, 16, 1, 64_000));

    ProblemException problem = failure(recording);

    assertThat(problem.code()).isIn(ErrorCode.DECODE_FAILED, ErrorCode.UNSUPPORTED_MEDIA);
    assertThat(problem.technicalDetail()).doesNotContain("ended unexpectedly");
  }

  @Test
  void anEmptyFileIsEmpty() throws Exception {
    assertThat(failure(write("a.mp3", new byte[0])).code()).isEqualTo(ErrorCode.EMPTY_MEDIA);
  }

  @Test
  void aWavFileWithoutSamplesIsEmpty() throws Exception {
    assertThat(failure(write("a.wav", SpokenText.wav(new short[0]))).code())
        .isEqualTo(ErrorCode.EMPTY_MEDIA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"txt", "mp3", "wav", "aac", "amr", "srt", "mkv"})
  void textIsNoRecordingWhateverItsName(String ending) throws Exception {
    String text = "Dear all, please find the recording attached. 00:01 --> 00:02 \n".repeat(5000);
    assertUnsupported(write("a." + ending, text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void webPagesPicturesAndArchivesAreNoRecordings() throws Exception {
    assertUnsupported(write("a.mp3", "<html><body>No</body></html>".getBytes(UTF)));
    assertUnsupported(
        write("b.mp4", "\u0089PNG\r\n\u001a\n....".getBytes(StandardCharsets.ISO_8859_1)));
    assertUnsupported(write("c.wav", "1\n00:00:01,000 --> 00:00:02,000\nHi\n".getBytes(UTF)));
    Path zip = folder.resolve("d.m4a");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a.wav"));
      out.write(SpokenText.wav(Recordings.noise(3, 9000, 1)));
    }
    assertUnsupported(zip);
  }

  @Test
  void randomBytesAreNoRecording() throws Exception {
    Random random = new Random(20);
    for (int size : new int[] {1, 7, 300, 5_000, 100_000, 2_000_000}) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      assertUnsupported(write("a" + size + ".mp3", bytes));
    }
  }

  @Test
  void playlistsReadNoNeighbour() throws Exception {
    Path secret = write("secret.wav", SpokenText.wav(Recordings.noise(2, 9000, 1)));
    String list = "ffconcat version 1.0\nfile secret.wav\n";
    assertUnsupported(write("a.mp3", list.getBytes(UTF)));
    assertUnsupported(write("a.ffconcat", list.getBytes(UTF)));
    String hls = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nsecret.wav\n#EXT-X-ENDLIST\n";
    assertUnsupported(write("a.m3u8", hls.getBytes(UTF)));
    assertUnsupported(write("b.mp3", hls.getBytes(UTF)));
    String absolute = "ffconcat version 1.0\nfile 'file:" + secret.toAbsolutePath() + "'\n";
    assertUnsupported(write("c.wav", absolute.getBytes(UTF)));
    String sdp = "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n";
    assertUnsupported(write("d.sdp", sdp.getBytes(UTF)));
  }

  @ParameterizedTest
  @CsvSource({
    "avi,mpeg4",
    "mp4,mpeg4",
    "mov,mjpeg",
    "webm,libvpx",
    "asf,wmv2",
    "mpegts,mpeg2video"
  })
  void aVideoWithoutSoundHasNoAudio(String muxer, String encoder) throws Exception {
    Path video =
        MediaFixtures.encode(
            new Kind(muxer, null, encoder), new short[32_000], folder.resolve("video"));
    assertThat(failure(video).code()).isEqualTo(ErrorCode.NO_AUDIO);
  }

  @Test
  void aWavFileThatBreaksOffIsUsedWithAWarning() throws Exception {
    byte[] whole = SpokenText.wav(Recordings.noise(13, 9000, 1));
    Path half = write("half.wav", Arrays.copyOf(whole, 44 + 6 * 32_000));

    DecodedMedia media = decode(half);

    assertThat(media.samples()).isEqualTo(96_000);
    assertThat(media.containerMillis()).isEqualTo(13_000);
    assertThat(media.warnings())
        .containsExactly("The recording breaks off at 0:06 of 0:13; the rest is missing.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp3", "flac"})
  void otherRecordingsThatBreakOffAreUsedWithAWarning(String muxer) throws Exception {
    Sound sound = muxer.equals("mp3") ? MP3 : new Sound("flac", AV_SAMPLE_FMT_S16, 16_000, 1);
    Path whole =
        MediaFixtures.encode(
            new Kind(muxer, sound, null), Recordings.noise(13, 9000, 1), folder.resolve("whole"));
    byte[] bytes = Files.readAllBytes(whole);
    Path half = write("half", Arrays.copyOf(bytes, bytes.length / 2));

    DecodedMedia media = decode(half);

    assertThat(PcmAudio.toMillis(media.samples())).isBetween(5_000L, 8_000L);
    assertThat(media.warnings()).isNotEmpty();
    assertThat(media.warnings().get(0)).matches("The recording breaks off at 0:0\\d of 0:13; .*");
  }

  @Test
  void aDamagedMiddleIsSkipped() throws Exception {
    Path whole =
        MediaFixtures.encode(
            new Kind("mp3", MP3, null), Recordings.tone(20, 440, 9000), folder.resolve("whole"));
    byte[] bytes = Files.readAllBytes(whole);
    byte[] garbage = new byte[bytes.length / 10];
    new Random(4).nextBytes(garbage);
    System.arraycopy(garbage, 0, bytes, bytes.length / 2, garbage.length);

    DecodedMedia media = decode(write("damaged", bytes));

    assertThat(PcmAudio.toMillis(media.samples())).isBetween(15_000L, 20_500L);
  }

  @Test
  void anMp4WithoutItsIndexIsDamaged() throws Exception {
    Path whole =
        MediaFixtures.encode(
            new Kind("mp4", AAC, null), Recordings.tone(5, 440, 9000), folder.resolve("whole"));
    byte[] bytes = Files.readAllBytes(whole);

    ProblemException problem = failure(write("half", Arrays.copyOf(bytes, bytes.length / 2)));

    assertThat(problem.code()).isEqualTo(ErrorCode.DECODE_FAILED);
    assertThat(problem.userMessage()).contains("damaged").endsWith(".");
  }

  @Test
  void whatIsNotRecordedBecomesSilence() throws Exception {
    Path recording =
        MediaFixtures.encode(
            new Kind("webm", OPUS, null),
            Recordings.tone(4, 440, 9000),
            folder.resolve("holes"),
            position -> position < 96_000 ? position : position + 48_000 * 3);

    DecodedMedia media = decode(recording);

    assertThat(PcmAudio.toMillis(media.samples())).isBetween(6_900L, 7_200L);
    short[] samples = decoded();
    assertThat(Recordings.level(samples, 8_000, 24_000)).isGreaterThan(3_000);
    assertThat(Recordings.level(samples, 40_000, 72_000)).isLessThan(50);
    assertThat(Recordings.level(samples, 88_000, 104_000)).isGreaterThan(3_000);
  }

  @Test
  void everyCutOfARecordingEndsInAnAnswer() throws Exception {
    for (Kind kind :
        List.of(
            new Kind("mp4", AAC, "mpeg4"),
            new Kind("matroska", AAC, "mpeg4"),
            new Kind("ogg", new Sound("libspeex", AV_SAMPLE_FMT_S16, 16_000, 1), null))) {
      Path whole =
          MediaFixtures.encode(kind, Recordings.tone(3, 440, 9000), folder.resolve("whole"));
      byte[] bytes = Files.readAllBytes(whole);
      Random random = new Random(9);
      for (int round = 0; round < 3; round++) {
        byte[] broken = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        for (int i = 0; i < 20; i++) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt();
        }
        Path file = write("broken" + round, broken);
        try {
          assertThat(decode(file).samples()).isPositive();
        } catch (ProblemException problem) {
          assertThat(problem.technicalDetail()).doesNotContain("ended unexpectedly");
        }
      }
    }
  }

  @Test
  void aRecordingLongerThanTheLimitIsRefused() throws Exception {
    Path recording = write("a.wav", SpokenText.wav(new short[40_000]));
    MediaDecoder.Limits limits = DecoderUnderTest.LIMITS;
    MediaDecoder strict =
        DecoderUnderTest.with(
            new MediaDecoder.Limits(limits.residentBytes(), limits.time(), Duration.ofSeconds(2)));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> strict.decode(recording, pcm(), DecoderUnderTest.PATIENT))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.MEDIA_TOO_LARGE));
    assertThat(pcm()).doesNotExist();
  }

  @Test
  void telephoneSpeechOfTheWorldIsDecoded() throws Exception {
    DecodedMedia media = decode(Recordings.shared("audio_en.mp3"));

    assertThat(PcmAudio.toMillis(media.samples())).isBetween(12_900L, 13_100L);
    assertThat(media.codec()).startsWith("mp3");
  }

  @Test
  void theListenerIsToldHowFarItGot() throws Exception {
    Path recording = write("a.wav", SpokenText.wav(new short[32_000]));
    List<Long> told = new ArrayList<>();
    DecoderUnderTest.with(DecoderUnderTest.LIMITS)
        .decode(
            recording,
            pcm(),
            new DecodeListener() {
              @Override
              public void decoded(long decodedMillis, long totalMillis) {
                assertThat(totalMillis).isEqualTo(2_000);
                told.add(decodedMillis);
              }

              @Override
              public boolean cancelled() {
                return false;
              }
            });
    assertThat(told).isSorted().startsWith(0L).endsWith(2_000L);
  }

  private void assertUnsupported(Path file) throws Exception {
    ProblemException problem = failure(file);
    assertThat(problem.code())
        .as(file.getFileName().toString())
        .isEqualTo(ErrorCode.UNSUPPORTED_MEDIA);
    assertThat(problem.userMessage()).contains("Convert it");
  }

  private ProblemException failure(Path recording) throws Exception {
    try {
      DecodedMedia media = decode(recording);
      throw new AssertionError("decoded as " + media);
    } catch (ProblemException problem) {
      assertThat(pcm()).doesNotExist();
      assertThat(problem.userMessage() + problem.technicalDetail())
          .doesNotContain(folder.toString());
      return problem;
    }
  }

  private DecodedMedia decode(Path recording) throws Exception {
    return DecoderUnderTest.decode(recording, pcm());
  }

  private short[] decoded() throws Exception {
    try (PcmAudio audio = PcmAudio.open(pcm())) {
      return audio.read(0, audio.samples());
    }
  }

  private Path pcm() {
    return folder.resolve("samples.pcm");
  }

  private Path write(String name, byte[] bytes) throws Exception {
    return Files.write(folder.resolve(name), bytes);
  }

  /** A WAV file of silence; the format is 1 for PCM, 3 for floats, 6 for A-law, 7 for mu-law. */
  private static byte[] header(int rate, int channels, int bits, int format, int bytes) {
    ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(UTF)).putInt(36 + bytes).put("WAVEfmt ".getBytes(UTF)).putInt(16);
    wav.putShort((short) format).putShort((short) channels).putInt(rate);
    wav.putInt(rate * channels * bits / 8).putShort((short) (channels * bits / 8));
    wav.putShort((short) bits).put("data".getBytes(UTF)).putInt(bytes);
    return wav.array();
  }
}
