package dev.steno.engine.remote;

import dev.steno.engine.Utterance;
import dev.steno.engine.remote.Heard.Segment;
import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what the other server heard what every engine promises: utterances in order, inside the
 * chunk, with their words inside them. Times that do not fit are moved, and those of words then
 * marked as estimated.
 *
 * <p>The thresholds are those of OpenAI's Whisper ({@code transcribe.py}: {@code
 * no_speech_threshold}, {@code logprob_threshold}, {@code compression_ratio_threshold}).
 */
final class Utterances {

  private static final double SILENT_FROM_PROBABILITY = 0.6;
  private static final double SILENT_TO_LOG_PROBABILITY = -1;
  private static final double REPEATING_FROM_RATIO = 2.4;

  private static final String REPEATING =
      "The engine may have repeated words here that were said only once.";

  private Utterances() {}

  /**
   * What was said.
   *
   * @param heard what the server answered
   * @param chunkMillis how long the chunk is
   * @param spaces whether words are separated by spaces; else there are none
   */
  static List<Utterance> of(Heard heard, long chunkMillis, boolean spaces) {
    List<Utterance> utterances = new ArrayList<>();
    long earliest = 0;
    for (Segment segment : segments(heard, chunkMillis)) {
      if (!segment.text().isBlank() && !isSilence(segment)) {
        long start = within(segment.startMillis(), earliest, chunkMillis);
        long end = within(segment.endMillis(), start, chunkMillis);
        utterances.add(
            new Utterance(
                start,
                end,
                segment.text().strip(),
                spaces
                    ? placed(WordTimes.of(segment.text(), segment.words()), start, end)
                    : List.of(),
                note(segment)));
        earliest = end;
      }
    }
    return utterances;
  }

  private static List<Segment> segments(Heard heard, long chunkMillis) {
    List<Segment> segments =
        heard.segments().isEmpty() ? List.of(whole(heard, chunkMillis)) : heard.segments();
    boolean apart = segments.stream().allMatch(one -> one.words().isEmpty());
    return apart && !heard.words().isEmpty()
        ? WordShares.shared(segments, heard.words())
        : segments;
  }

  /** All that was said, where the server knows no segments: as long as its words, or the chunk. */
  private static Segment whole(Heard heard, long chunkMillis) {
    List<Heard.Word> timed = heard.words().stream().filter(Heard.Word::isTimed).toList();
    return new Segment(
        timed.stream().mapToLong(Heard.Word::startMillis).min().orElse(0),
        timed.stream().mapToLong(Heard.Word::endMillis).max().orElse(chunkMillis),
        heard.text(),
        List.of());
  }

  /** Whisper's own rule: probably nobody spoke, and what was heard is unlikely. */
  private static boolean isSilence(Segment segment) {
    return segment.noSpeechProbability() > SILENT_FROM_PROBABILITY
        && segment.averageLogProbability() < SILENT_TO_LOG_PROBABILITY;
  }

  private static @Nullable String note(Segment segment) {
    return segment.compressionRatio() > REPEATING_FROM_RATIO ? REPEATING : null;
  }

  private static List<Word> placed(List<Word> words, long start, long end) {
    List<Word> placed = new ArrayList<>();
    long earliest = start;
    for (Word word : words) {
      long from = within(word.startMillis(), earliest, end);
      long to = within(word.endMillis(), from, end);
      boolean moved = from != word.startMillis() || to != word.endMillis();
      placed.add(new Word(word.text(), from, to, word.probability(), moved || word.estimated()));
      earliest = to;
    }
    return placed;
  }

  private static long within(long millis, long least, long most) {
    return Math.max(least, Math.min(most, millis));
  }
}
