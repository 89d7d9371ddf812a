/**
 * Transcripts as files: JSON, plain text, SubRip, WebVTT. One writer per format; each turns a
 * transcript into text and knows nothing else.
 */
@NullMarked
package dev.steno.export;

import org.jspecify.annotations.NullMarked;
