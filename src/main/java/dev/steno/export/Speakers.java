package dev.steno.export;

import dev.steno.transcript.Speaker;
import dev.steno.transcript.Transcript;
import dev.steno.transcript.Turn;

/** What people call those who speak. */
final class Speakers {

  private Speakers() {}

  /** The name of a turn's speaker; empty where speakers were not told apart. */
  static String name(Transcript transcript, Turn turn) {
    String id = turn.speaker();
    if (id == null) {
      return "";
    }
    return transcript.speakers().stream()
        .filter(speaker -> speaker.id().equals(id))
        .map(Speaker::name)
        .findFirst()
        .orElse(id);
  }
}
