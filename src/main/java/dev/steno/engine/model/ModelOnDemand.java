package dev.steno.engine.model;

import dev.steno.audio.ChunkLengths;
import dev.steno.engine.EngineDescription;
import dev.steno.engine.PreparationListener;
import dev.steno.engine.RecognitionListener;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.Utterance;
import java.util.List;
import java.util.function.Function;

/** An engine whose model is not here yet and is fetched when it is first needed. */
public final class ModelOnDemand implements SpeechRecognizer {

  private final EngineDescription description;
  private final ChunkLengths chunkLengths;
  private final ModelInstaller installer;
  private final Function<InstalledModel, SpeechRecognizer> engine;

  /**
   * An engine that has to be {@linkplain #prepare prepared} before it is asked for anything.
   *
   * @param description what it will be
   * @param chunkLengths what it will like best
   * @param installer fetches its model
   * @param engine makes it, once its model is here
   */
  public ModelOnDemand(
      EngineDescription description,
      ChunkLengths chunkLengths,
      ModelInstaller installer,
      Function<InstalledModel, SpeechRecognizer> engine) {
    this.description = description;
    this.chunkLengths = chunkLengths;
    this.installer = installer;
    this.engine = engine;
  }

  @Override
  public EngineDescription description() {
    return description;
  }

  @Override
  public ChunkLengths chunkLengths() {
    return chunkLengths;
  }

  @Override
  public void prepare(PreparationListener listener) {
    installer.awaitInstalled(
        description.model(),
        now ->
            listener.preparing(
                "Fetching the speech model " + description.model() + ": " + now.percentage() + " %",
                now.etaSeconds()),
        listener::cancelled);
  }

  @Override
  public int concurrency() {
    return installed().concurrency();
  }

  @Override
  public List<Utterance> recognize(
      short[] samples, RecognitionOptions options, RecognitionListener listener) {
    return installed().recognize(samples, options, listener);
  }

  @Override
  public String detectLanguage(short[] samples, RecognitionListener listener) {
    return installed().detectLanguage(samples, listener);
  }

  private SpeechRecognizer installed() {
    return engine.apply(installer.installed(description.model()));
  }
}
