/**
 * From speech to words: the port {@link dev.steno.engine.SpeechRecognizer} that every engine
 * implements, and what callers may ask of it. One sub-package per engine. Sees {@code audio} and
 * {@code transcript}, never tasks, databases or sockets.
 */
@NullMarked
package dev.steno.engine;

import org.jspecify.annotations.NullMarked;
