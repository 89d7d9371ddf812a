/**
 * From speech to words: the port {@link dev.steno.engine.SpeechRecognizer} that every engine
 * implements, what callers may ask of it, and {@link dev.steno.engine.WordAligner}, which checks
 * what it answers. One sub-package per engine. Sees {@code audio} and {@code transcript}, never
 * tasks, databases or sockets.
 */
@NullMarked
package dev.steno.engine;

import org.jspecify.annotations.NullMarked;
