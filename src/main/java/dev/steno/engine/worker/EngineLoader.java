package dev.steno.engine.worker;

import java.io.IOException;
import java.util.List;

/**
 * Loads an engine in the worker. The worker is told the class by name and makes it by its public
 * constructor without parameters, so that this package knows no engine.
 */
public interface EngineLoader {

  /**
   * Loads the engine; called once, and may take its time.
   *
   * @param arguments what the engine needs to know, for example which model
   * @throws IOException where the model cannot be read
   * @throws dev.steno.problem.ProblemException where a person should be told why it does not load
   */
  LoadedEngine load(List<String> arguments) throws IOException;
}
