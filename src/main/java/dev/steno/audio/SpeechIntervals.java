package dev.steno.audio;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Where somebody speaks in a recording, by loudness above the background. */
public final class SpeechIntervals {

  private static final long FRAME_MILLIS = PcmAudio.toMillis(FrameLevels.FRAME);

  private final List<Interval> intervals;

  /**
   * A stretch of speech without a pause.
   *
   * @param startMillis where it begins, in milliseconds from the start of the recording
   * @param endMillis where it ends
   */
  public record Interval(long startMillis, long endMillis) {

    /** Its length in milliseconds. */
    public long millis() {
      return endMillis - startMillis;
    }
  }

  /**
   * Speech at these times.
   *
   * @param intervals in order; none begins before the one before it has ended
   */
  public SpeechIntervals(List<Interval> intervals) {
    this.intervals = List.copyOf(intervals);
  }

  /**
   * Listens to a whole recording.
   *
   * @param cancelled asked every ten seconds of audio
   * @throws java.util.concurrent.CancellationException where it was cancelled
   * @throws IOException where the samples cannot be read
   */
  public static SpeechIntervals of(PcmAudio audio, BooleanSupplier cancelled) throws IOException {
    return new SpeechIntervals(
        VoiceActivity.runs(FrameLevels.of(audio, cancelled)).stream()
            .map(run -> new Interval(run.from() * FRAME_MILLIS, run.to() * FRAME_MILLIS))
            .toList());
  }

  /** All of them, in order. */
  public List<Interval> all() {
    return intervals;
  }

  /** Those that overlap or touch a stretch of time, whole and in order. */
  public List<Interval> around(long startMillis, long endMillis) {
    int from = firstEndingAtOrAfter(startMillis);
    int to = from;
    while (to < intervals.size() && intervals.get(to).startMillis() <= endMillis) {
      to++;
    }
    return intervals.subList(from, to);
  }

  private int firstEndingAtOrAfter(long millis) {
    int low = 0;
    int high = intervals.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (intervals.get(middle).endMillis() < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
