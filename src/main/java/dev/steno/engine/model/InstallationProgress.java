package dev.steno.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * How far an installation is.
 *
 * @param bytes that are here
 * @param totalBytes of the whole file, as far as is known
 * @param percentage of the bytes; 100 only once the model can be used
 * @param etaSeconds how long it will still take, or {@code null} while nobody can say
 */
public record InstallationProgress(
    long bytes, long totalBytes, int percentage, @Nullable Integer etaSeconds) {}
