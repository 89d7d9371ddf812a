/**
 * Model files of whisper.cpp: what they are made of and whether one is whole, which are published,
 * which lie in the folder of the models, and how a missing one is fetched from a hub. Who asks gets
 * a checked file or a reason. Knows no native library, no worker and no task. A name that was not
 * checked never becomes a path or an address.
 */
@NullMarked
package dev.steno.engine.model;

import org.jspecify.annotations.NullMarked;
