/**
 * The story of a task: every event is numbered and stored, then fired, in that order and by one
 * class. The log outlives the server; whoever watches a task reads it from here.
 */
@NullMarked
package dev.steno.progress;

import org.jspecify.annotations.NullMarked;
