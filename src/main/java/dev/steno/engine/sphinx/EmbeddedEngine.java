package dev.steno.engine.sphinx;

import dev.steno.engine.EngineDescription;
import dev.steno.engine.worker.WorkerMain;
import dev.steno.engine.worker.WorkerSpec;
import java.util.List;
import java.util.Map;

/**
 * What the server knows of the embedded engine: how to describe it and how to start its workers.
 * Nothing here loads CMU Sphinx.
 */
public final class EmbeddedEngine {

  /** The engine for people and programs. */
  public static final EngineDescription DESCRIPTION =
      new EngineDescription(
          "embedded",
          "cmusphinx-en-us",
          List.of("en"),
          false,
          true,
          "Basic English engine: expect many wrong words.");

  /**
   * The beginnings of the names of the jars that a worker needs beside the WAR's own classes, for
   * {@link dev.steno.process.ChildClasspath}.
   */
  public static final List<String> JARS = List.of("sphinx4-");

  private EmbeddedEngine() {}

  /**
   * How to start a worker.
   *
   * @param heap its Java heap; 768 MB are enough
   * @param residentBytes the memory at which it is ended; it takes 650 to 670 MiB
   */
  public static WorkerSpec worker(String heap, long residentBytes) {
    return new WorkerSpec(
        DESCRIPTION,
        WorkerMain.class.getName(),
        List.of(SphinxLoader.class.getName()),
        List.of(),
        Map.of(),
        heap,
        residentBytes);
  }
}
