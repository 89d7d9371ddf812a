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
          true,
          "Basic English engine: expect many wrong words.");

  /**
   * The beginnings of the names of the jars that a worker needs beside the WAR's own classes, for
   * {@link dev.steno.process.ChildClasspath}.
   */
  public static final List<String> JARS = List.of("sphinx4-");

  /** How to start a worker. */
  public static final WorkerSpec WORKER =
      new WorkerSpec(
          DESCRIPTION,
          WorkerMain.class.getName(),
          List.of(SphinxLoader.class.getName()),
          List.of(),
          Map.of());

  private EmbeddedEngine() {}
}
