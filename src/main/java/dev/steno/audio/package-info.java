/**
 * From a recording to speech: decoding to 16 kHz mono PCM in a child process, and cutting at
 * pauses. Knows files and samples; knows nothing of tasks, users or engines.
 */
@NullMarked
package dev.steno.audio;

import org.jspecify.annotations.NullMarked;
