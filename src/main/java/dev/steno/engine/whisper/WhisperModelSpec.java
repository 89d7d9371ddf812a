package dev.steno.engine.whisper;

import dev.steno.engine.EngineDescription;
import dev.steno.engine.WhisperLanguages;
import dev.steno.engine.model.InstalledModel;
import dev.steno.engine.worker.WorkerMain;
import dev.steno.engine.worker.WorkerSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the server knows of a Whisper model: how to describe it and how to start its workers.
 * Nothing here loads native code.
 *
 * @param name its name, for example {@code base.en}
 * @param file the model, in the format of whisper.cpp
 * @param vocabulary how many tokens it has, from its header: tells which languages it knows
 * @param bytes the length of the file
 */
public record WhisperModelSpec(String name, Path file, int vocabulary, long bytes) {

  /** The name of the engine. */
  public static final String ENGINE = "whisper";

  /** The setting that names an external whisper.cpp library. */
  public static final String LIBRARY_SETTING = "STENO_WHISPER_LIBRARY";

  /**
   * The beginnings of the names of the jars that a worker needs beside the WAR's own classes, for
   * {@link dev.steno.process.ChildClasspath}.
   */
  public static final List<String> JARS = List.of("jna-", "whisper-jni-");

  /** Models with fewer tokens know English only. */
  private static final int MULTILINGUAL = 51_865;

  /** Models with that many know Cantonese, too. */
  private static final int WITH_CANTONESE = 51_866;

  /** Was not taught to translate (source: the README of openai/whisper). */
  private static final String TURBO = "large-v3-turbo";

  /** The audio of ten minutes four times over; the model is in native memory. */
  private static final String HEAP = "256m";

  /**
   * A worker, its audio, and the working memory of the largest models with eight beams; what is
   * used of it shows in the measurements of the tests.
   */
  private static final long BESIDE_THE_MODEL = 2L << 30;

  /**
   * How models are run.
   *
   * @param libraries a folder for native libraries, kept from start to start; workers fill it
   * @param externalLibrary a whisper.cpp 1.7.1 library to use instead of the one in the jar; empty
   *     for that
   * @param gpu whether an external library may use a graphics card
   * @param threads how many threads a worker computes on, at least 1
   * @param beams how many beginnings of a sentence are followed, 1 to 8; whisper.cpp's own default
   *     is 5
   * @param residentBytes the memory at which a worker is ended; 0 for a limit by the model's size
   */
  public record Running(
      Path libraries,
      String externalLibrary,
      boolean gpu,
      int threads,
      int beams,
      long residentBytes) {}

  /**
   * A published model that is not here yet; good for its description only.
   *
   * @param languages how many it knows
   */
  public static WhisperModelSpec published(String name, int languages) {
    return new WhisperModelSpec(
        name, Path.of(""), MULTILINGUAL + languages - WhisperLanguages.ofFirstModels().size(), 0);
  }

  /** The specification of a model that is installed. */
  public static WhisperModelSpec of(InstalledModel model) {
    return new WhisperModelSpec(
        model.name(), model.path(), model.content().dimensions().vocabulary(), model.bytes());
  }

  /** The engine with this model, for people and programs. */
  public EngineDescription description() {
    return description(name, vocabulary);
  }

  static EngineDescription description(String model, int vocabulary) {
    return new EngineDescription(
        ENGINE,
        model,
        languages(vocabulary),
        vocabulary >= MULTILINGUAL && !model.startsWith(TURBO),
        false,
        "");
  }

  private static List<String> languages(int vocabulary) {
    if (vocabulary < MULTILINGUAL) {
      return List.of("en");
    }
    return vocabulary < WITH_CANTONESE ? WhisperLanguages.ofFirstModels() : WhisperLanguages.all();
  }

  /** How to start a worker with this model. */
  public WorkerSpec worker(Running running) {
    return new WorkerSpec(
        description(),
        WorkerMain.class.getName(),
        arguments(running),
        List.of(),
        environment(),
        HEAP,
        running.residentBytes() > 0
            ? running.residentBytes()
            : bytes + bytes / 4 + BESIDE_THE_MODEL);
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    // Threads that wait for each other must not burn the time of those that work: the default was
    // 2 to 5 times slower on a busy machine.
    environment.put("OMP_WAIT_POLICY", "passive");
    if (Machine.here().system() != Machine.OperatingSystem.WINDOWS) {
      // Before it ends the process for a fault, the library starts a debugger if it finds one,
      // which writes into the frames. Without one it writes to the log.
      environment.put("PATH", "/nonexistent");
    }
    return environment;
  }

  private List<String> arguments(Running running) {
    List<String> arguments = new ArrayList<>();
    arguments.add(WhisperLoader.class.getName());
    arguments.addAll(
        new WhisperArguments(
                name,
                file,
                running.libraries(),
                running.externalLibrary(),
                running.gpu(),
                running.threads(),
                running.beams())
            .toList());
    return arguments;
  }
}
