package dev.steno.engine.whisper;

import com.sun.jna.Pointer;
import dev.steno.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;

/** Runs in a child: loads the library and says what it finds, since tests load no native code. */
public final class NativeProbe {

  private NativeProbe() {}

  /**
   * Says it on the standard output.
   *
   * @param arguments the folder for libraries, a library or nothing, a model or nothing
   */
  public static void main(String[] arguments) {
    try {
      WhisperLibrary library = LoadedLibrary.load(Path.of(arguments[0]), arguments[1]);
      System.out.println("context " + new ContextParameters().size());
      System.out.println("full " + new DecodingParameters().size());
      System.out.println("token " + new TokenData().size());
      library.logSet(
          (level, text, data) -> System.out.println(level + " " + text.getString(0)), null);
      if (!arguments[2].isEmpty()) {
        tellOf(library, arguments[2]);
      }
    } catch (ProblemException problem) {
      System.out.println(problem.code() + " " + problem.userMessage());
      System.out.println("detail " + problem.technicalDetail());
    }
  }

  private static void tellOf(WhisperLibrary library, String file) {
    ContextParameters params = ContextParameters.defaults(library);
    params.useGpu = 0;
    AlignmentHeads.choose("tiny", params);
    Pointer context = library.initFromFileWithParamsNoState(file, params);
    if (context == null) {
      System.out.println("no model");
      return;
    }
    WhisperModel model = new WhisperModel(library, context, true);
    Pointer state = model.newState();
    tellOfSilence(model, state);
    tellOfTheEnd(model, state);
    model.freeState(state);
  }

  /** How likely nobody speaks. */
  private static void tellOfSilence(WhisperModel model, Pointer state) {
    try (NativeSamples audio = NativeSamples.of(new short[32_000])) {
      model.library().pcmToMelWithState(model.context(), state, audio.pointer(), audio.count(), 1);
    }
    Window window = new Window(0, 100, List.of(), 0);
    System.out.println("no speech " + NoSpeech.probability(model, state, window, 1));
    System.out.println("no speech " + NoSpeech.probability(model, state, window, 2));
  }

  /** With which token a window ends that is decoded afterwards. */
  private static void tellOfTheEnd(WhisperModel model, Pointer state) {
    DecodingParameters params =
        DecodingParameters.defaults(model.library(), DecodingParameters.GREEDY);
    params.temperatureIncrement = 0;
    params.printProgress = 0;
    try (NativeSamples audio = NativeSamples.of(new short[32_000])) {
      new Pass(model, state, new Ignore()).run(params, 0, "en", new int[0], audio);
    }
    WhisperLibrary library = model.library();
    int segment = library.fullNSegmentsFromState(state) - 1;
    int token = library.fullNTokensFromState(state, segment) - 1;
    TokenData last = library.fullGetTokenDataFromState(state, segment, token);
    System.out.println("tokens " + (token + 1));
    System.out.println("ends with " + (last.id < model.endOfText() ? "text" : "a sign"));
    System.out.println("spoken at " + library.fullGetTokenDataFromState(state, segment, 1).dtw);
  }

  private static final class Ignore implements Pass.Listener {

    @Override
    public boolean decoded(Window window) {
      return true;
    }

    @Override
    public void reached(int frames) {
      // Nobody waits for it.
    }
  }
}
