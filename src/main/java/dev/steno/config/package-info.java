/**
 * Every setting once, with key, default and meaning; and the resources defined from them: the data
 * source and the executors.
 */
@NullMarked
package dev.steno.config;

import org.jspecify.annotations.NullMarked;
