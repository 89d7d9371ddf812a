package dev.steno.engine.whisper;

import com.sun.jna.Pointer;
import dev.steno.audio.PcmAudio;
import dev.steno.engine.EngineDescription;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.WhisperLanguages;
import dev.steno.engine.worker.LoadedEngine;
import java.util.List;

/** whisper.cpp with a model in memory. */
final class WhisperEngine implements LoadedEngine {

  private final WhisperModel model;
  private final WhisperArguments arguments;
  private final EngineDescription description;

  WhisperEngine(WhisperModel model, WhisperArguments arguments) {
    this.model = model;
    this.arguments = arguments;
    this.description = WhisperModelSpec.description(arguments.model(), model.vocabulary());
  }

  @Override
  public EngineDescription description() {
    return description;
  }

  @Override
  public void recognize(short[] samples, RecognitionOptions options, Sink sink) {
    if (!isSilent(samples)) {
      ChunkDecoding.run(model, arguments, options, samples, sink);
    }
    sink.progress(PcmAudio.toMillis(samples.length));
  }

  /** Whisper models write something even where there is nothing at all. */
  private static boolean isSilent(short[] samples) {
    for (short sample : samples) {
      if (sample != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String detectLanguage(short[] samples) {
    List<String> languages = description.languages();
    if (languages.size() == 1) {
      return languages.get(0);
    }
    float[] probabilities = new float[WhisperLanguages.all().size()];
    Pointer state = model.newState();
    try (NativeSamples audio = NativeSamples.of(samples)) {
      int answer = detect(state, audio, probabilities);
      if (answer < 0) {
        throw new IllegalStateException("whisper.cpp found no language: " + answer);
      }
    }
    model.freeState(state);
    int best = 0;
    // The library answers for 100 languages, whichever the model has; the token that would be
    // Cantonese means something else in a model that has 99.
    for (int i = 1; i < languages.size(); i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return languages.get(best);
  }

  private int detect(Pointer state, NativeSamples audio, float[] probabilities) {
    WhisperLibrary library = model.library();
    Pointer context = model.context();
    int threads = arguments.threads();
    int answer = library.pcmToMelWithState(context, state, audio.pointer(), audio.count(), threads);
    return answer < 0
        ? answer
        : library.langAutoDetectWithState(context, state, 0, threads, probabilities);
  }
}
