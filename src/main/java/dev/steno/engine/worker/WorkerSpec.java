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
 * @param heap its Java heap, for example {@code 768m}
 * @param residentBytes the resident memory at which it is ended; more than the heap, since a native
 *     library takes its own
 */
public record WorkerSpec(
    EngineDescription description,
    String mainClass,
    List<String> arguments,
    List<String> jvmOptions,
    Map<String, String> environment,
    String heap,
    long residentBytes) {

  /** Keeps its own copies. */
  public WorkerSpec {
    if (residentBytes < 1) {
      throw new IllegalArgumentException("a worker needs memory");
    }
    arguments = List.copyOf(arguments);
    jvmOptions = List.copyOf(jvmOptions);
    environment = Map.copyOf(environment);
  }
}
