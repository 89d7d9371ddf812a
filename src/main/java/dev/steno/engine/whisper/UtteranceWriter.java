package dev.steno.engine.whisper;

import dev.steno.engine.Utterance;
import dev.steno.engine.worker.LoadedEngine.Sink;
import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes utterances of what was decoded, one after the other and inside the chunk, which the
 * library's times are not always; and tells of them and of the progress.
 */
final class UtteranceWriter {

  private static final int FRAME_MILLIS = 10;

  private final Sink sink;
  private final long chunkMillis;
  private final boolean spaces;
  private long toldUntil;
  private long reached;

  /**
   * For one chunk.
   *
   * @param chunkMillis how long the chunk is
   * @param spaces whether words are separated by spaces; else there are none
   */
  UtteranceWriter(Sink sink, long chunkMillis, boolean spaces) {
    this.sink = sink;
    this.chunkMillis = chunkMillis;
    this.spaces = spaces;
  }

  /** What was heard in a window, behind what was told. */
  List<Utterance> utterances(Window window) {
    List<Utterance> utterances = new ArrayList<>();
    long earliest = toldUntil;
    for (Passage passage : window.passages()) {
      String text = TokenText.text(passage.tokens());
      if (!text.isEmpty()) {
        long start = clamp(passage.startMillis(), earliest);
        long end = clamp(passage.endMillis(), start);
        List<Word> words = spaces ? TokenText.words(passage.tokens(), start, end) : List.of();
        utterances.add(new Utterance(start, end, text, words));
        earliest = end;
      }
    }
    return utterances;
  }

  private long clamp(long millis, long earliest) {
    return Math.max(earliest, Math.min(chunkMillis, millis));
  }

  /** Tells them. */
  void tell(List<Utterance> utterances) {
    for (Utterance utterance : utterances) {
      toldUntil = utterance.endMillis();
      sink.heard(utterance);
    }
  }

  /** So many hundredths of a second are done; less than before is not told. */
  void reached(int frames) {
    long millis = Math.min(chunkMillis, (long) frames * FRAME_MILLIS);
    if (millis > reached) {
      reached = millis;
      sink.progress(millis);
    }
  }
}
