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
        tellOfSilence(library, arguments[2]);
      }
    } catch (ProblemException problem) {
      System.out.println(problem.code() + " " + problem.userMessage());
      System.out.println("detail " + problem.technicalDetail());
    }
  }

  /** How likely nobody speaks, as the model says, and whether decoding goes on afterwards. */
  private static void tellOfSilence(WhisperLibrary library, String file) {
    ContextParameters params = ContextParameters.defaults(library);
    Pointer context = library.initFromFileWithParamsNoState(file, params);
    if (context == null) {
      System.out.println("no model");
      return;
    }
    WhisperModel model = new WhisperModel(library, context, false);
    Pointer state = model.newState();
    try (NativeSamples audio = NativeSamples.of(new short[32_000])) {
      library.pcmToMelWithState(context, state, audio.pointer(), audio.count(), 1);
    }
    Window window = new Window(0, 100, List.of(), 0);
    System.out.println("no speech " + NoSpeech.probability(model, state, window, 1));
    System.out.println("no speech " + NoSpeech.probability(model, state, window, 2));
    model.freeState(state);
  }
}
