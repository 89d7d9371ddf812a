package dev.steno.engine.sphinx;

import edu.cmu.sphinx.decoder.scorer.Scoreable;
import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.Signal;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the frames that the search has scored: the one place that shows true progress, since the
 * front end reads the whole chunk before its first frame comes out. Public with a constructor
 * without parameters because the library makes it by reflection.
 */
public final class ProgressScorer extends SimpleAcousticScorer {

  private long frames;
  private @Nullable LongConsumer listener;

  /** For the library. */
  public ProgressScorer() {}

  /**
   * Counts from 0 for a new chunk.
   *
   * @param newListener told the number of frames (of 10 ms) after each of them
   */
  void restart(LongConsumer newListener) {
    frames = 0;
    listener = newListener;
  }

  /** The main search's call; the lookahead's, which runs ahead, is the other method. */
  @Override
  public @Nullable Data calculateScores(List<? extends Scoreable> scoreables) {
    Data best = super.calculateScores(scoreables);
    if (best != null && !(best instanceof Signal)) {
      frames++;
      if (listener != null) {
        listener.accept(frames);
      }
    }
    return best;
  }
}
