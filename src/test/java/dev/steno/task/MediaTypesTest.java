package dev.steno.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.audio.DecodedMedia;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wav | audio/wav",
        "mp3 | audio/mpeg",
        "flac | audio/flac",
        "ogg | audio/ogg",
        "aac | audio/aac",
        "mov,mp4,m4a,3gp,3g2,mj2 | video/mp4",
        "matroska,webm | video/webm",
        "avi | video/x-msvideo",
        "mpegts | video/mp2t"
      })
  void theMediaTypeIsTheOneOfTheFormatInside(String format, String type) {
    assertThat(MediaTypes.of(media(format))).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"html", "svg_pipe", "''", "webm,matroska", "WAV", "text/html"})
  void anyOtherFormatIsNothingThatABrowserWouldOpen(String format) {
    assertThat(MediaTypes.of(media(format))).isEqualTo("application/octet-stream");
  }

  private static DecodedMedia media(String format) {
    return new DecodedMedia(format, "pcm_s16le", null, 16_000, List.of());
  }
}
