package dev.steno.audio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decoded.
 *
 * @param format the container as FFmpeg calls it, for example {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param codec the audio codec as FFmpeg calls it, for example {@code aac}
 * @param containerMillis the length of the audio that the container promises, in milliseconds, or
 *     {@code null} where it promises none
 * @param samples how many samples were written, at {@link PcmAudio#SAMPLE_RATE}
 * @param warnings what a reader of the transcript should know, one sentence each
 */
public record DecodedMedia(
    String format,
    String codec,
    @Nullable Long containerMillis,
    long samples,
    List<String> warnings) {

  /** Keeps its own copy of the warnings. */
  public DecodedMedia {
    warnings = List.copyOf(warnings);
  }
}
