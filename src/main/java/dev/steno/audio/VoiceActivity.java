package dev.steno.audio;

import java.util.ArrayList;
import java.util.List;

/** Finds where somebody speaks, by loudness above the background. */
final class VoiceActivity {

  /** How far speech must rise above the background, in dB; measured with steady noise. */
  private static final float RISE = 6;

  /** How far it may fall before it ends, in dB: soft ends of words belong to them. */
  private static final float FALL = 4;

  /** Nothing softer is speech, in dB below full scale. Speech of a peak of -40 is at about -55. */
  private static final float FAINTEST = -65;

  /**
   * A background louder than this is none, in dB below full scale: compressed speech and music
   * without a pause would else hide themselves.
   */
  private static final float LOUDEST_BACKGROUND = -38;

  /** Gaps up to 100 ms are inside words: closures before p, t, k. In frames. */
  private static final int CLOSURE = 5;

  /** Less than 60 ms is a click. In frames. */
  private static final int CLICK = 3;

  private VoiceActivity() {}

  /**
   * A stretch of speech without a pause.
   *
   * @param from its first frame
   * @param to the frame after its last
   */
  record Run(int from, int to) {

    int frames() {
      return to - from;
    }
  }

  /** The stretches of speech, in order. */
  static List<Run> runs(float[] levels) {
    NoiseFloor floor = new NoiseFloor(levels);
    List<Run> runs = new ArrayList<>();
    int from = -1;
    for (int i = 0; i < levels.length; i++) {
      float background = Math.min(floor.at(i), LOUDEST_BACKGROUND);
      float threshold = Math.max(background + (from < 0 ? RISE : FALL), FAINTEST);
      if (from < 0 && levels[i] >= threshold) {
        from = i;
      } else if (from >= 0 && levels[i] < threshold) {
        add(runs, new Run(from, i));
        from = -1;
      }
    }
    if (from >= 0) {
      add(runs, new Run(from, levels.length));
    }
    runs.removeIf(run -> run.frames() < CLICK);
    return runs;
  }

  private static void add(List<Run> runs, Run run) {
    Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (last != null && run.from() - last.to() <= CLOSURE) {
      runs.set(runs.size() - 1, new Run(last.from(), run.to()));
    } else {
      runs.add(run);
    }
  }
}
