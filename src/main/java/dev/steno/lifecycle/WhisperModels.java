package dev.steno.lifecycle;

import dev.steno.audio.ChunkLengths;
import dev.steno.config.Setting;
import dev.steno.config.Settings;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.model.InstalledModel;
import dev.steno.engine.model.ModelInstaller;
import dev.steno.engine.model.ModelOnDemand;
import dev.steno.engine.model.ModelStore;
import dev.steno.engine.whisper.WhisperModelSpec;
import dev.steno.engine.worker.WorkerPool;
import dev.steno.engine.worker.WorkerRecognizer;
import dev.steno.engine.worker.WorkerSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The whisper engine, once for each model that is here or that may be fetched when it is needed.
 */
final class WhisperModels {

  /** The jars that its workers need. */
  static final List<String> JARS = WhisperModelSpec.JARS;

  private static final String AUTO = "auto";

  private final ModelStore store;
  private final ModelInstaller installer;
  private final WorkerPool workers;
  private final WhisperModelSpec.Running running;

  WhisperModels(
      ModelStore store,
      ModelInstaller installer,
      WorkerPool workers,
      WhisperModelSpec.Running running) {
    this.store = store;
    this.installer = installer;
    this.workers = workers;
    this.running = running;
  }

  /**
   * How workers run models.
   *
   * @param residentBytes the memory at which one is ended; 0 for a limit by the model's size
   */
  static WhisperModelSpec.Running running(Settings settings, long residentBytes) {
    return new WhisperModelSpec.Running(
        settings.home().resolve("native"),
        settings.text(Setting.STENO_WHISPER_LIBRARY),
        settings.flag(Setting.STENO_WHISPER_GPU),
        threads(settings),
        settings.number(Setting.STENO_WHISPER_BEAMS, 1, 8),
        residentBytes);
  }

  private static int threads(Settings settings) {
    return settings.text(Setting.STENO_WHISPER_THREADS).equals(AUTO)
        ? Math.max(
            1,
            Runtime.getRuntime().availableProcessors()
                / settings.number(Setting.STENO_WORKERS, 1, 16))
        : settings.number(Setting.STENO_WHISPER_THREADS, 1, 64);
  }

  /** The models that can be used now, the best for a language first. */
  List<SpeechRecognizer> bestFirst(@Nullable String language) {
    List<InstalledModel> installed = store.bestFirst(language);
    retireOthers(installed);
    if (!installed.isEmpty()) {
      return installed.stream().map(this::recognizer).toList();
    }
    return installer
        .onDemand()
        .map(
            known ->
                (SpeechRecognizer)
                    new ModelOnDemand(
                        WhisperModelSpec.published(known.name(), known.languages().size())
                            .description(),
                        ChunkLengths.WINDOW,
                        installer,
                        this::recognizer))
        .stream()
        .toList();
  }

  private SpeechRecognizer recognizer(InstalledModel model) {
    return new WorkerRecognizer(spec(model), ChunkLengths.WINDOW, workers);
  }

  private WorkerSpec spec(InstalledModel model) {
    return new WhisperModelSpec(
            model.name(),
            model.path(),
            model.content().dimensions().vocabulary(),
            model.content().bytes())
        .worker(running);
  }

  /** A worker whose model was removed or replaced holds memory for nothing. */
  private void retireOthers(List<InstalledModel> installed) {
    Set<WorkerSpec> current = installed.stream().map(this::spec).collect(Collectors.toSet());
    workers.retire(
        spec ->
            spec.description().name().equals(WhisperModelSpec.ENGINE) && !current.contains(spec));
  }
}
