package dev.steno.audio;

import dev.steno.problem.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decoding child told so far. */
final class DecodeReport {

  private static final int BYTES_PER_SAMPLE = 2;

  /** Less than this may be missing at the end unnoticed: rounding, padding of codecs. */
  private static final long MISSING_MILLIS = 2_000;

  /** And less than this share: headers are often a little wrong. */
  private static final double COMPLETE = 0.95;

  /** One packet in a hundred is heard. */
  private static final int DAMAGED_SHARE = 100;

  private final DecodeListener listener;
  private DecoderLine.@Nullable Media media;
  private DecoderLine.@Nullable Done done;

  DecodeReport(DecodeListener listener) {
    this.listener = listener;
  }

  /** Takes lines; a problem is thrown. */
  void take(List<String> lines) {
    for (String line : lines) {
      DecoderLine told;
      try {
        told = DecoderLine.parse(line);
      } catch (IllegalArgumentException garbage) {
        throw DecodeProblem.of(
            ErrorCode.DECODE_FAILED, "the decoder wrote something unintelligible", garbage);
      }
      take(told);
    }
  }

  private void take(DecoderLine told) {
    if (told instanceof DecoderLine.Problem problem) {
      throw DecodeProblem.of(problem.code(), problem.detail());
    } else if (told instanceof DecoderLine.Media opened) {
      media = opened;
      listener.decoded(0, opened.totalMillis());
    } else if (told instanceof DecoderLine.Progress progress) {
      listener.decoded(progress.millis(), media == null ? -1 : media.totalMillis());
    } else if (told instanceof DecoderLine.Done finished) {
      done = finished;
    }
  }

  boolean done() {
    return done != null;
  }

  /**
   * The result.
   *
   * @param pcmBytes how large the file of samples is
   */
  DecodedMedia result(long pcmBytes) {
    if (media == null || done == null || pcmBytes != done.samples() * BYTES_PER_SAMPLE) {
      throw DecodeProblem.of(ErrorCode.DECODE_FAILED, "the decoder's answer is incomplete");
    }
    long millis = PcmAudio.toMillis(done.samples());
    listener.decoded(millis, millis);
    Long promised = media.promisedMillis() < 0 ? null : media.promisedMillis();
    return new DecodedMedia(
        media.format(), media.codec(), promised, done.samples(), warnings(media, done, millis));
  }

  private static List<String> warnings(
      DecoderLine.Media media, DecoderLine.Done done, long millis) {
    List<String> warnings = new ArrayList<>();
    long promised = media.promisedMillis();
    if (promised - millis > MISSING_MILLIS && millis < promised * COMPLETE) {
      warnings.add(
          "The recording breaks off at %s of %s; the rest is missing."
              .formatted(clock(millis), clock(promised)));
    } else if (done.brokenOff()) {
      warnings.add(
          "The recording is damaged at %s; what follows could not be read."
              .formatted(clock(millis)));
    }
    if (done.damaged() * DAMAGED_SHARE > done.packets()) {
      warnings.add("Parts of the recording are damaged; words may be missing there.");
    }
    if (media.audioStreams() > 1) {
      warnings.add(
          "The recording has %d audio tracks; only the first one was used."
              .formatted(media.audioStreams()));
    }
    return warnings;
  }

  /** Such as 0:06 or 1:02:03. */
  static String clock(long millis) {
    long seconds = millis / 1000;
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
