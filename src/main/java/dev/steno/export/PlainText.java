package dev.steno.export;

import dev.steno.transcript.Transcript;
import dev.steno.transcript.Turn;

/** Writes what was said, a line for each turn. */
final class PlainText {

  private PlainText() {}

  static String write(Transcript transcript) {
    StringBuilder text = new StringBuilder();
    for (Turn turn : transcript.turns()) {
      String name = Speakers.name(transcript, turn);
      if (!name.isEmpty()) {
        text.append(name).append(": ");
      }
      text.append(turn.text()).append('\n');
    }
    return text.toString();
  }
}
