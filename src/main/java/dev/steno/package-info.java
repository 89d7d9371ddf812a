/**
 * Steno, a transcription server. The folder names tell the flow:
 *
 * <pre>
 * rest → task → pipeline → engine → transcript → export
 *           ↘ progress → push
 * </pre>
 *
 * <p>A recording enters at {@code rest}, becomes a {@code task} that waits in the queue, and is run
 * by the {@code pipeline}: decoded and cut in {@code audio}, recognised by an {@code engine}, kept
 * as a {@code transcript}, written out by {@code export}. What happens on the way is numbered and
 * stored by {@code progress} and told to every watcher by {@code push}. Beside the flow stand
 * {@code problem} (what can go wrong), {@code process} (child processes), {@code security} (who may
 * enter), {@code config} (settings) and {@code health}; {@code lifecycle} puts all of it together.
 * This package itself holds nothing but the map.
 */
@NullMarked
package dev.steno;

import org.jspecify.annotations.NullMarked;
