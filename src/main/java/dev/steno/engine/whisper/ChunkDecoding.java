package dev.steno.engine.whisper;

import com.sun.jna.Pointer;
import dev.steno.audio.PcmAudio;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.Utterance;
import dev.steno.engine.WhisperLanguages;
import dev.steno.engine.worker.LoadedEngine.Sink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one chunk, in a state of its own: the library's random numbers go on from call to call
 * within a state, and the answer must depend on the chunk alone.
 *
 * <p>Each window is judged before its utterances are told. One that looks hallucinated is decoded
 * once more, at a higher temperature, without beams and without a prompt; where that is no better,
 * repetitions are removed, or all of it where nobody speaks. Then it goes on behind that window.
 */
final class ChunkDecoding {

  /** The library stops where no more than that is left: 1 s in hundredths. */
  private static final int LEAST_LEFT = 100;

  /** Enough to leave the rut of the first try, for which the library begins at 0; then 0.8. */
  private static final float SECOND_TEMPERATURE = 0.4f;

  /** How many tries are made at a temperature; the best is taken. whisper.cpp's own default. */
  private static final int BEST_OF = 5;

  private final WhisperModel model;
  private final WhisperArguments arguments;
  private final RecognitionOptions options;
  private final Pointer state;
  private final UtteranceWriter writer;
  private final int[] prompt;

  private ChunkDecoding(
      WhisperModel model,
      WhisperArguments arguments,
      RecognitionOptions options,
      Pointer state,
      UtteranceWriter writer) {
    this.model = model;
    this.arguments = arguments;
    this.options = options;
    this.state = state;
    this.writer = writer;
    this.prompt = Prompt.tokens(model, options.prompt());
  }

  /**
   * Decodes a chunk.
   *
   * @throws IllegalStateException where the library fails; it must not be used again
   */
  static void run(
      WhisperModel model,
      WhisperArguments arguments,
      RecognitionOptions options,
      short[] samples,
      Sink sink) {
    // English is written when translating, whatever is spoken.
    boolean spaces = options.translate() || WhisperLanguages.hasSpaces(options.language());
    UtteranceWriter writer = new UtteranceWriter(sink, PcmAudio.toMillis(samples.length), spaces);
    Pointer state = model.newState();
    new ChunkDecoding(model, arguments, options, state, writer).decode(samples);
    // Not after a failure: the library may have done it, and the worker ends anyway.
    model.freeState(state);
  }

  private void decode(short[] samples) {
    int from = 0;
    boolean more = true;
    try (NativeSamples audio = NativeSamples.of(samples)) {
      while (more) {
        Judged judged = new Judged();
        new Pass(model, state, judged)
            .run(firstTry(), from, language(), prompt, from == 0 ? audio : null);
        Window doubtful = judged.doubtful;
        more = doubtful != null;
        if (doubtful != null) {
          // Behind it, and further in any case, so that it ends.
          from = Math.max(settle(doubtful), doubtful.start() + LEAST_LEFT);
          more = from + LEAST_LEFT < model.library().nLenFromState(state);
        }
      }
    }
  }

  /** Tells every window until one is doubtful. */
  private final class Judged implements Pass.Listener {

    private @Nullable Window doubtful;

    @Override
    public boolean decoded(Window window) {
      List<Utterance> utterances = writer.utterances(window);
      if (HallucinationGuard.isUnsure(window) || HallucinationGuard.repeats(utterances)) {
        doubtful = window;
        return false;
      }
      writer.tell(utterances);
      return true;
    }

    @Override
    public void reached(int frames) {
      writer.reached(frames);
    }
  }

  private int settle(Window doubtful) {
    DoubtfulWindow.Decision decision =
        DoubtfulWindow.settle(
            doubtful,
            new DoubtfulWindow.Decoder() {
              @Override
              public List<Utterance> utterances(Window window) {
                return writer.utterances(window);
              }

              @Override
              public double noSpeechProbability(Window window) {
                return NoSpeech.probability(model, state, window, threads());
              }

              @Override
              public Window onceMore(Window window) {
                return ChunkDecoding.this.onceMore(window);
              }
            });
    writer.tell(decision.utterances());
    return decision.window().end();
  }

  private Window onceMore(Window window) {
    OneWindow one = new OneWindow(window);
    new Pass(model, state, one).run(secondTry(), window.start(), language(), new int[0], null);
    return one.decoded;
  }

  /** Stops behind the first window. */
  private final class OneWindow implements Pass.Listener {

    private Window decoded;

    OneWindow(Window ifNothingComes) {
      decoded = ifNothingComes;
    }

    @Override
    public boolean decoded(Window window) {
      decoded = window;
      return false;
    }

    @Override
    public void reached(int frames) {
      writer.reached(frames);
    }
  }

  private DecodingParameters firstTry() {
    DecodingParameters params =
        parameters(
            arguments.beams() > 1 ? DecodingParameters.BEAM_SEARCH : DecodingParameters.GREEDY);
    params.beamSize = arguments.beams();
    return params;
  }

  private DecodingParameters secondTry() {
    DecodingParameters params = parameters(DecodingParameters.GREEDY);
    params.temperature = SECOND_TEMPERATURE;
    params.temperatureIncrement = SECOND_TEMPERATURE;
    return params;
  }

  private DecodingParameters parameters(int strategy) {
    DecodingParameters params = DecodingParameters.defaults(model.library(), strategy);
    params.threads = threads();
    params.translate = (byte) (options.translate() ? 1 : 0);
    params.noContext = 1;
    params.tokenTimestamps = 1;
    params.printProgress = 0;
    params.printTimestamps = 0;
    params.bestOf = BEST_OF;
    return params;
  }

  private int threads() {
    return arguments.threads();
  }

  private String language() {
    return WhisperLanguages.toWhisper(options.language());
  }
}
