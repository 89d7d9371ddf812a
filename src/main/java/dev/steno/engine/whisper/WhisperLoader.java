package dev.steno.engine.whisper;

import com.sun.jna.Pointer;
import dev.steno.engine.worker.EngineLoader;
import dev.steno.engine.worker.LoadedEngine;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads whisper.cpp and a model into the worker, and tries them. */
public final class WhisperLoader implements EngineLoader {

  /** {@code GGML_LOG_LEVEL_WARN}; what is below tells of sizes, at every start and every chunk. */
  private static final int WARNING = 2;

  /** {@code GGML_LOG_LEVEL_ERROR}. */
  private static final int ERROR = 3;

  private static final int LONGEST_LINE = 1_000;

  /** What the library says where Steno wanted it to stop, which is no fault. */
  private static final List<String> STOPPED_BY_US =
      List.of("encoder_begin_callback returned false", "failed to decode");

  /** The library calls it as long as the worker lives. */
  private static final Callbacks.Log LOG = (level, text, data) -> log(level, text);

  @Override
  public LoadedEngine load(List<String> list) {
    WhisperArguments arguments = WhisperArguments.of(list);
    if (!Files.isReadable(arguments.file())) {
      throw unavailable("the file is gone or cannot be read");
    }
    WhisperLibrary library = LoadedLibrary.load(arguments.libraries(), arguments.externalLibrary());
    library.logSet(LOG, null);
    WhisperModel model = model(library, arguments);
    SelfTest.run(model, arguments);
    return new WhisperEngine(model, arguments);
  }

  /** With token times from the model's attention, where the model is what its name says. */
  private static WhisperModel model(WhisperLibrary library, WhisperArguments arguments) {
    ContextParameters params = ContextParameters.defaults(library);
    params.useGpu = (byte) (arguments.gpu() ? 1 : 0);
    params.flashAttention = 0;
    WhisperModel model = null;
    if (AlignmentHeads.choose(arguments.model(), params)) {
      model = model(library, arguments, params, true);
    }
    if (model == null) {
      params.dtwTokenTimestamps = 0;
      params.dtwHeadsPreset = 0;
      model = model(library, arguments, params, false);
    }
    if (model == null) {
      throw unavailable("whisper.cpp does not load it");
    }
    return model;
  }

  private static @Nullable WhisperModel model(
      WhisperLibrary library,
      WhisperArguments arguments,
      ContextParameters params,
      boolean followsAttention) {
    Pointer context = library.initFromFileWithParamsNoState(arguments.file().toString(), params);
    if (context == null) {
      return null;
    }
    // A state shows whether the heads are those of the model.
    Pointer state = library.initState(context);
    if (state == null) {
      library.free(context);
      return null;
    }
    library.freeState(state);
    return new WhisperModel(library, context, followsAttention);
  }

  private static ProblemException unavailable(String why) {
    return new ProblemException(
        ErrorCode.MODEL_UNAVAILABLE,
        "The model of the whisper engine cannot be loaded. Choose another one, or ask your"
            + " administrator to install it again.",
        why,
        null);
  }

  private static void log(int level, Pointer text) {
    if (level != WARNING && level != ERROR) {
      return;
    }
    int length = 0;
    while (length < LONGEST_LINE && text.getByte(length) != 0) {
      length++;
    }
    String line = new String(text.getByteArray(0, length), StandardCharsets.UTF_8).strip();
    if (STOPPED_BY_US.stream().noneMatch(line::contains)) {
      System.err.println(line);
    }
  }
}
