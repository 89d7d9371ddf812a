package dev.steno.export;

import dev.steno.transcript.Transcript;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The formats a transcript can be read in. */
public enum TranscriptFormat {
  /** Everything that is known, for programs. */
  JSON("application/json", JsonTranscript::write),
  /** Only what was said, a line for each turn. */
  TXT("text/plain;charset=UTF-8", PlainText::write),
  /** SubRip subtitles. */
  SRT("application/x-subrip;charset=UTF-8", Subtitles::subRip),
  /** WebVTT subtitles, <a href="https://www.w3.org/TR/webvtt1/">W3C</a>. */
  VTT("text/vtt;charset=UTF-8", Subtitles::webVtt);

  private final String mediaType;
  private final Function<Transcript, String> writer;

  TranscriptFormat(String mediaType, Function<Transcript, String> writer) {
    this.mediaType = mediaType;
    this.writer = writer;
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
    return writer.apply(transcript);
  }

  /** The format that people call so: the ending of its files. */
  public static Optional<TranscriptFormat> named(String name) {
    return Stream.of(values())
        .filter(format -> format.extension().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
