/**
 * What was said: words, segments, turns. Plain records that know nothing but {@code java..}; times
 * are whole milliseconds from the start of the recording. Anyone may use them.
 */
@NullMarked
package dev.steno.transcript;

import org.jspecify.annotations.NullMarked;
