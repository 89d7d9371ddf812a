/**
 * The embedded engine: CMU Sphinx with its US-English model. Runs in a worker on any machine
 * without a download, at low accuracy; the fallback where no better model is installed.
 */
@NullMarked
package dev.steno.engine.sphinx;

import org.jspecify.annotations.NullMarked;
