/**
 * The {@code whisper} engine: whisper.cpp 1.7.1, called by JNA against its C header. The server
 * knows {@link dev.steno.engine.whisper.WhisperModelSpec} and nothing else of it; everything that
 * touches native code runs in workers.
 */
@NullMarked
package dev.steno.engine.whisper;

import org.jspecify.annotations.NullMarked;
