package dev.steno.pipeline;

import dev.steno.audio.PcmAudio;
import dev.steno.audio.SpeechIntervals;
import dev.steno.engine.WordAligner;
import dev.steno.pipeline.Checkpoints.Advance;
import dev.steno.progress.Stage;
import dev.steno.transcript.Segment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Checks the times of all words against the sound, and tells the segments again in which words were
 * moved. Aligning what is aligned changes nothing, and what becomes of a segment depends on nothing
 * but itself and the sound: an attempt that is interrupted here is repeated with the same result.
 * Where aligning itself breaks, the transcript stays as it was recognised.
 */
final class Aligning {

  static final String NO_WORD_TIMES =
      "There are no word times for this language or engine; times are those of whole sentences.";
  static final String UNCHECKED = "Word times could not be checked.";

  private static final Logger LOG = System.getLogger(Aligning.class.getName());
  private static final String MESSAGE = "Placing words";

  /** Segments that are kept in one go: some tens of kilobytes. */
  private static final int AT_ONCE = 50;

  private final PcmAudio audio;
  private final WordAligner aligner;
  private final Checkpoints checkpoints;

  Aligning(PcmAudio audio, WordAligner aligner, Checkpoints checkpoints) {
    this.audio = audio;
    this.aligner = aligner;
    this.checkpoints = checkpoints;
  }

  void run(BooleanSupplier cancelled) {
    List<Segment> segments = checkpoints.segments();
    if (segments.stream().anyMatch(segment -> segment.words().isEmpty())) {
      checkpoints.warn(NO_WORD_TIMES);
    }
    if (segments.stream().allMatch(segment -> segment.words().isEmpty())) {
      return;
    }
    checkpoints.advanced(advance(Shares.RECOGNIZED));
    List<Segment> moved;
    try {
      moved = moved(segments, SpeechIntervals.of(audio, cancelled));
    } catch (CancellationException over) {
      throw over;
    } catch (IOException | RuntimeException broken) {
      if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
        // What breaks while an attempt is being stopped is no fault of aligning.
        throw (CancellationException)
            new CancellationException("stopped while aligning").initCause(broken);
      }
      LOG.log(Level.ERROR, "words could not be aligned", broken);
      checkpoints.warn(UNCHECKED);
      return;
    }
    for (int from = 0; from < moved.size(); from += AT_ONCE) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("cancelled while aligning");
      }
      int to = Math.min(from + AT_ONCE, moved.size());
      int done = Shares.ALIGNING * to / moved.size();
      checkpoints.aligned(moved.subList(from, to), advance(Shares.RECOGNIZED + done));
    }
  }

  private List<Segment> moved(List<Segment> segments, SpeechIntervals speech) {
    List<Segment> moved = new ArrayList<>();
    for (Segment segment : segments) {
      Segment aligned = aligner.align(segment, speech);
      if (!aligned.words().equals(segment.words())) {
        moved.add(aligned);
      }
    }
    return moved;
  }

  private static Advance advance(int percentage) {
    return new Advance(Stage.ALIGNING, percentage, MESSAGE, null);
  }
}
