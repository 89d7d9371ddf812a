package dev.steno.engine.worker;

import dev.steno.engine.EngineDescription;
import java.util.List;
import java.util.Map;

/**
 * What a worker is.
 *
 * @param description the engine in it, known without loading it
 * @param mainClass the class whose {@code main} runs, usually {@link WorkerMain}
 * @param arguments of {@code main}: for {@link WorkerMain} the class of the {@link EngineLoader},
 *     then what that is given
 * @param jvmOptions further options of its JVM
 * @param environment all of its environment
 */
public record WorkerSpec(
    EngineDescription description,
    String mainClass,
    List<String> arguments,
    List<String> jvmOptions,
    Map<String, String> environment) {

  /** Keeps its own copies. */
  public WorkerSpec {
    arguments = List.copyOf(arguments);
    jvmOptions = List.copyOf(jvmOptions);
    environment = Map.copyOf(environment);
  }
}
