package dev.steno.engine.sphinx;

import dev.steno.audio.PcmAudio;
import dev.steno.engine.EngineDescription;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.worker.LoadedEngine;
import dev.steno.transcript.Word;
import edu.cmu.sphinx.frontend.util.StreamDataSource;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.result.WordResult;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * CMU Sphinx, loaded. Its confidences are worthless (1, or 0.998 for wrong words), so none are
 * told. The prompt is ignored: the language model is fixed.
 */
final class SphinxEngine implements LoadedEngine {

  private static final int FRAME_MILLIS = 10;
  private static final int FRAMES_PER_PROGRESS = 20;

  /** One window of the front end, 25.6 ms: less holds no frame, and no word either. */
  private static final int SHORTEST_SAMPLES = 410;

  private final Recognizer recognizer;
  private final ProgressScorer scorer;
  private final StreamDataSource source;

  SphinxEngine(Recognizer recognizer, ProgressScorer scorer, StreamDataSource source) {
    this.recognizer = recognizer;
    this.scorer = scorer;
    this.source = source;
  }

  @Override
  public EngineDescription description() {
    return EmbeddedEngine.DESCRIPTION;
  }

  @Override
  public void recognize(short[] samples, RecognitionOptions options, Sink sink) {
    long millis = PcmAudio.toMillis(samples.length);
    if (samples.length >= SHORTEST_SAMPLES) {
      scorer.restart(
          frames -> {
            if (frames % FRAMES_PER_PROGRESS == 0) {
              sink.progress(Math.min(frames * FRAME_MILLIS, millis));
            }
          });
      source.setInputStream(new ByteArrayInputStream(littleEndian(samples)));
      Phrases.of(words(millis)).forEach(sink::heard);
    }
    sink.progress(millis);
  }

  private List<Word> words(long millis) {
    List<Word> words = new ArrayList<>();
    for (Result result = recognizer.recognize(); result != null; result = recognizer.recognize()) {
      for (WordResult heard : result.getTimedBestResult(false)) {
        words.add(
            word(heard, words.isEmpty() ? 0 : words.get(words.size() - 1).endMillis(), millis));
      }
    }
    return words;
  }

  /** Clamped between the word before and the end of the chunk: the last frame may pass it. */
  private static Word word(WordResult heard, long earliest, long latest) {
    long start = clamp(heard.getTimeFrame().getStart(), earliest, latest);
    long end = clamp(heard.getTimeFrame().getEnd(), start, latest);
    return new Word(heard.getWord().getSpelling(), start, end, null, false);
  }

  private static long clamp(long value, long least, long most) {
    return Math.max(least, Math.min(most, value));
  }

  private static byte[] littleEndian(short[] samples) {
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }
}
