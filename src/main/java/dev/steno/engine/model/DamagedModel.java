package dev.steno.engine.model;

import dev.steno.problem.ProblemException;
import java.nio.file.Path;

/**
 * A file that is named like a model but must not be used. It may become one: a file that is still
 * being copied is damaged until it is whole.
 *
 * @param name the name of the model
 * @param path where the file lies
 * @param bytes how large it is
 * @param problem what is wrong with it
 */
public record DamagedModel(String name, Path path, long bytes, ProblemException problem)
    implements StoredModel {}
