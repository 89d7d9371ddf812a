package dev.steno.export;

import dev.steno.transcript.Speaker;
import dev.steno.transcript.Transcript;
import dev.steno.transcript.Turn;
import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small transcripts to be written. */
final class Samples {

  static final Transcript EMPTY =
      new Transcript("id", 0, null, null, null, null, List.of(), List.of(), List.of());

  private Samples() {}

  /** A dialogue of somebody with a name and somebody without. */
  static Transcript dialogue() {
    return new Transcript(
        "5f0c",
        3,
        "en",
        "whisper",
        "base.en",
        3_662_200L,
        List.of("The words are guessed."),
        List.of(new Speaker("S1", "Ada")),
        List.of(
            new Turn(
                "t0",
                2,
                "S1",
                12_340,
                15_020,
                List.of(
                    new Word("hello", 12_340, 12_700, 0.93, false),
                    new Word("there", 12_700, 13_100, null, true))),
            new Turn(
                "t1",
                0,
                "S2",
                3_661_005,
                3_662_050,
                List.of(new Word("goodbye", 3_661_005, 3_662_050, null, false)))));
  }

  static Transcript spoken(Turn... turns) {
    return new Transcript("id", 0, null, null, null, null, List.of(), List.of(), List.of(turns));
  }

  static Turn turn(@Nullable String speaker, Word... words) {
    return new Turn(
        "t0",
        0,
        speaker,
        words[0].startMillis(),
        words[words.length - 1].endMillis(),
        List.of(words));
  }

  static Word word(String text, long start, long end) {
    return new Word(text, start, end, null, false);
  }

  /** A turn of so many words without a pause, each taking so long. */
  static Turn speech(int count, String text, long millisEach) {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(word(text + i, i * millisEach, (i + 1) * millisEach));
    }
    return turn(null, words.toArray(new Word[0]));
  }
}
