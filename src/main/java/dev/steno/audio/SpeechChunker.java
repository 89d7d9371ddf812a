package dev.steno.audio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a recording into chunks of speech, where nobody speaks. Silence and steady noise belong to
 * no chunk. The same samples always give the same chunks, so that an interrupted task can go on.
 *
 * <p>Measured with the recognisers: cuts at pauses and chunks up to about 30 s are best, blind cuts
 * of 10 s cost accuracy. The first chunk is short, so that people soon see text.
 */
public final class SpeechChunker {

  private static final int SECOND = PcmAudio.SAMPLE_RATE / FrameLevels.FRAME;

  /** What is kept around speech: 0.2 s. */
  private static final int PADDING = SECOND / 5;

  /** Longer silences end a chunk: 2 s. */
  private static final int SPLIT = 2 * SECOND;

  /** A chunk of less speech is a noise: 0.1 s; "yes" takes about 0.2. */
  private static final int LEAST_SPEECH = SECOND / 10;

  /**
   * Cuts a recording.
   *
   * @param lengths of all chunks but the first
   * @return chunks in order, disjoint; the first at most 10 s long; none where nobody speaks
   * @throws IOException where the samples cannot be read
   */
  public List<Chunk> chunk(PcmAudio audio, ChunkLengths lengths) throws IOException {
    float[] levels = FrameLevels.of(audio);
    List<Chunk> chunks = new ArrayList<>();
    for (List<VoiceActivity.Run> passage : passages(VoiceActivity.runs(levels))) {
      cut(passage, levels, audio.samples(), lengths, chunks);
    }
    return chunks;
  }

  /** Groups speech between long silences. */
  private static List<List<VoiceActivity.Run>> passages(List<VoiceActivity.Run> runs) {
    List<List<VoiceActivity.Run>> passages = new ArrayList<>();
    List<VoiceActivity.Run> passage = new ArrayList<>();
    for (VoiceActivity.Run run : runs) {
      if (!passage.isEmpty() && run.from() - passage.get(passage.size() - 1).to() > SPLIT) {
        passages.add(passage);
        passage = new ArrayList<>();
      }
      passage.add(run);
    }
    passages.add(passage);
    passages.removeIf(
        some -> some.stream().mapToInt(VoiceActivity.Run::frames).sum() < LEAST_SPEECH);
    return passages;
  }

  private static void cut(
      List<VoiceActivity.Run> passage,
      float[] levels,
      long samples,
      ChunkLengths later,
      List<Chunk> chunks) {
    int from = Math.max(0, passage.get(0).from() - PADDING);
    int end = Math.min(levels.length, passage.get(passage.size() - 1).to() + PADDING);
    while (from < end) {
      ChunkLengths lengths = chunks.isEmpty() ? ChunkLengths.FIRST : later;
      Cut cut =
          end - from <= frames(lengths.whole())
              ? new Cut(end, end)
              : Cut.best(passage, levels, from, end, lengths);
      long last = Math.min((long) cut.end() * FrameLevels.FRAME, samples);
      chunks.add(new Chunk(chunks.size(), (long) from * FrameLevels.FRAME, last));
      from = cut.next();
    }
  }

  private static int frames(int millis) {
    return millis * SECOND / 1000;
  }

  /**
   * Where a chunk ends and the next one begins, in frames.
   *
   * @param end the frame after the chunk's last
   * @param next the first frame of the next chunk; what lies between is silence
   */
  private record Cut(int end, int next) {

    /** A pause of this length is as good as any longer one, when looked for: 1 s. */
    private static final int LONG_PAUSE = SECOND;

    /** How many frames of pause one second of unwanted length costs. */
    private static final double COST = 2;

    /** Rather no rest shorter than 3 s. */
    private static final int SHORT_REST = 3 * SECOND;

    static Cut best(
        List<VoiceActivity.Run> passage, float[] levels, int from, int end, ChunkLengths lengths) {
      int least = frames(lengths.least());
      int wanted = frames(lengths.wanted());
      int longest = frames(lengths.longest());
      Cut best = null;
      double highest = Double.NEGATIVE_INFINITY;
      for (int i = 1; i < passage.size(); i++) {
        int pause = passage.get(i - 1).to();
        int resume = passage.get(i).from();
        Cut cut = at(pause, resume);
        int length = cut.end() - from;
        if (length < least || length > longest) {
          continue;
        }
        double score = Math.min(resume - pause, LONG_PAUSE) - COST * distance(length, wanted);
        if (end - cut.next() < SHORT_REST) {
          score -= LONG_PAUSE;
        }
        if (score > highest) {
          highest = score;
          best = cut;
        }
      }
      if (best != null) {
        return best;
      }
      return end - from <= longest
          ? new Cut(end, end)
          : quietest(levels, from + least, from + longest);
    }

    /** Keeps some of the pause on both sides. */
    private static Cut at(int pause, int resume) {
      int middle = (pause + resume) / 2;
      return new Cut(Math.min(pause + PADDING, middle), Math.max(resume - PADDING, middle));
    }

    /** Seconds outside of the wanted length, which has room of five seconds. */
    private static double distance(int length, int wanted) {
      int over = Math.max(0, length - wanted - 5 * SECOND);
      int under = Math.max(0, wanted - length);
      return (double) (over + under) / SECOND;
    }

    private static Cut quietest(float[] levels, int from, int to) {
      int quietest = from;
      for (int i = from; i < to; i++) {
        if (levels[i] < levels[quietest]) {
          quietest = i;
        }
      }
      return new Cut(quietest, quietest);
    }
  }
}
