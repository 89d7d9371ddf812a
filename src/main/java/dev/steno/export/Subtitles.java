package dev.steno.export;

import dev.steno.transcript.Transcript;
import dev.steno.transcript.Turn;
import java.util.Locale;

/** Writes subtitles: SubRip, and WebVTT per <a href="https://www.w3.org/TR/webvtt1/">W3C</a>. */
final class Subtitles {

  private static final int HOUR = 3_600_000;
  private static final int MINUTE = 60_000;
  private static final int SECOND = 1_000;

  private Subtitles() {}

  static String subRip(Transcript transcript) {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (Turn turn : transcript.turns()) {
      String name = Speakers.name(transcript, turn);
      for (Cue cue : Cue.of(turn, name.isEmpty() ? "" : name + ":")) {
        text.append(++number)
            .append('\n')
            .append(time(cue.startMillis(), ','))
            .append(" --> ")
            .append(time(cue.endMillis(), ','))
            .append('\n')
            .append(cue.text())
            .append("\n\n");
      }
    }
    return text.toString();
  }

  static String webVtt(Transcript transcript) {
    StringBuilder text = new StringBuilder("WEBVTT\n\n");
    for (Turn turn : transcript.turns()) {
      String name = Speakers.name(transcript, turn);
      for (Cue cue : Cue.of(turn)) {
        text.append(time(cue.startMillis(), '.'))
            .append(" --> ")
            .append(time(cue.endMillis(), '.'))
            .append('\n')
            .append(name.isEmpty() ? "" : "<v " + escaped(name) + ">")
            .append(escaped(cue.text()))
            .append("\n\n");
      }
    }
    return text.toString();
  }

  /** Hours, minutes, seconds and milliseconds, for example {@code 00:01:02,345}. */
  private static String time(long millis, char beforeMillis) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%c%03d",
        millis / HOUR,
        millis % HOUR / MINUTE,
        millis % MINUTE / SECOND,
        beforeMillis,
        millis % SECOND);
  }

  /**
   * The characters with a meaning in WebVTT cue text; {@code -->} cannot occur without {@code >}.
   */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
