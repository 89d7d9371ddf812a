package dev.steno.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;

import dev.steno.audio.MediaFixtures.Kind;
import dev.steno.audio.MediaFixtures.Sound;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people upload is decoded, whatever the container and the codec. */
class FormatsTest {

  private static final Sound AAC = new Sound("aac", AV_SAMPLE_FMT_FLTP, 44_100, 2);
  private static final Sound MP3 = new Sound("libmp3lame", AV_SAMPLE_FMT_S16P, 44_100, 2);
  private static final Sound MP3_PHONE = new Sound("libmp3lame", AV_SAMPLE_FMT_S16P, 8_000, 1);
  private static final Sound OPUS = new Sound("libopus", AV_SAMPLE_FMT_S16, 48_000, 1);
  private static final Sound VORBIS = new Sound("vorbis", AV_SAMPLE_FMT_FLTP, 44_100, 2);
  private static final Sound FLAC = new Sound("flac", AV_SAMPLE_FMT_S16, 48_000, 2);
  private static final Sound WMA = new Sound("wmav2", AV_SAMPLE_FMT_FLTP, 44_100, 2);
  private static final Sound PCM = new Sound("pcm_s16le", AV_SAMPLE_FMT_S16, 16_000, 1);
  private static final Sound PCM_BIG = new Sound("pcm_s16be", AV_SAMPLE_FMT_S16, 44_100, 2);
  private static final Sound ALAC = new Sound("alac", AV_SAMPLE_FMT_S16P, 44_100, 2);
  private static final Sound SURROUND = new Sound("ac3", AV_SAMPLE_FMT_FLTP, 48_000, 6);
  private static final Sound AMR = new Sound("libopencore_amrnb", AV_SAMPLE_FMT_S16, 8_000, 1);
  private static final Sound AMR_WIDE = new Sound("libvo_amrwbenc", AV_SAMPLE_FMT_S16, 16_000, 1);
  private static final Sound SPEEX = new Sound("libspeex", AV_SAMPLE_FMT_S16, 16_000, 1);
  private static final Sound MP2 = new Sound("mp2", AV_SAMPLE_FMT_S16, 48_000, 2);
  private static final Sound DEEP = new Sound("pcm_s24le", AV_SAMPLE_FMT_S32, 96_000, 8);

  @TempDir Path folder;

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("aac", new Kind("adts", AAC, null)),
        Arguments.of("ac3", new Kind("ac3", SURROUND, null)),
        Arguments.of("aiff", new Kind("aiff", PCM_BIG, null)),
        Arguments.of("amr", new Kind("amr", AMR, null)),
        Arguments.of("amr (wide band)", new Kind("amr", AMR_WIDE, null)),
        Arguments.of("au", new Kind("au", PCM_BIG, null)),
        Arguments.of("avi", new Kind("avi", MP3, "mpeg4")),
        Arguments.of("caf", new Kind("caf", ALAC, null)),
        Arguments.of("flac", new Kind("flac", FLAC, null)),
        Arguments.of("flv", new Kind("flv", AAC, "flv")),
        Arguments.of("m4a", new Kind("ipod", AAC, null)),
        Arguments.of("m4a (Apple Lossless)", new Kind("ipod", ALAC, null)),
        Arguments.of("mkv", new Kind("matroska", VORBIS, "mpeg4")),
        Arguments.of("mkv (no video)", new Kind("matroska", FLAC, null)),
        Arguments.of("mov", new Kind("mov", PCM, "mpeg4")),
        Arguments.of("mp3", new Kind("mp3", MP3, null)),
        Arguments.of("mp3 (telephone)", new Kind("mp3", MP3_PHONE, null)),
        Arguments.of("mp4", new Kind("mp4", AAC, "mpeg4")),
        Arguments.of("mpg", new Kind("mpeg", MP2, "mpeg2video")),
        Arguments.of("ts", new Kind("mpegts", AAC, "mpeg2video")),
        Arguments.of("ogg", new Kind("ogg", VORBIS, null)),
        Arguments.of("opus", new Kind("opus", OPUS, null)),
        Arguments.of("spx", new Kind("ogg", SPEEX, null)),
        Arguments.of("w64", new Kind("w64", PCM, null)),
        Arguments.of("wav", new Kind("wav", PCM, null)),
        Arguments.of("wav (24 bits, 8 channels)", new Kind("wav", DEEP, null)),
        Arguments.of("webm", new Kind("webm", OPUS, "libvpx")),
        Arguments.of("webm (no video)", new Kind("webm", OPUS, null)),
        Arguments.of("wma", new Kind("asf", WMA, null)),
        Arguments.of("wmv", new Kind("asf", WMA, "wmv2")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void aToneKeepsItsPlaceAndItsLevel(String name, Kind kind) throws Exception {
    short[] original = new short[3 * PcmAudio.SAMPLE_RATE];
    Recordings.mix(original, Recordings.tone(1, 440, 8000), 1);
    Path recording = MediaFixtures.encode(kind, original, folder.resolve("recording.bin"));

    DecodedMedia media = DecoderUnderTest.decode(recording, folder.resolve("samples"));

    assertThat(media.warnings()).isEmpty();
    assertThat(PcmAudio.toMillis(media.samples())).isBetween(2_900L, 3_200L);
    try (PcmAudio audio = PcmAudio.open(folder.resolve("samples"))) {
      short[] decoded = audio.read(0, audio.samples());
      assertThat(Recordings.level(decoded, 0, 14_000)).isLessThan(300);
      assertThat(Recordings.level(decoded, 18_000, 30_000)).isBetween(1_000.0, 7_000.0);
      assertThat(Recordings.level(decoded, 35_000, 46_000)).isLessThan(300);
    }
  }
}
