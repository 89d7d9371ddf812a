package dev.steno.export;

import dev.steno.transcript.Transcript;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats a transcript can be read in. */
public enum TranscriptFormat {
  /** Everything that is known, for programs. */
  JSON("application/json"),
  /** Only what was said, a line for each turn. */
  TXT("text/plain;charset=UTF-8"),
  /** SubRip subtitles. */
  SRT("application/x-subrip;charset=UTF-8"),
  /** WebVTT subtitles, <a href="https://www.w3.org/TR/webvtt1/">W3C</a>. */
  VTT("text/vtt;charset=UTF-8");

  private final String mediaType;

  TranscriptFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type, with its character set where that is not implied. */
  public String mediaType() {
    return mediaType;
  }

  /** The ending of a file's name, without the dot. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The transcript in this format. */
  public String write(Transcript transcript) {
    return switch (this) {
      case JSON -> JsonTranscript.write(transcript);
      case TXT -> PlainText.write(transcript);
      case SRT -> Subtitles.subRip(transcript);
      case VTT -> Subtitles.webVtt(transcript);
    };
  }

  /** The format that people call so: the ending of its files. */
  public static Optional<TranscriptFormat> named(String name) {
    return Stream.of(values())
        .filter(format -> format.extension().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
