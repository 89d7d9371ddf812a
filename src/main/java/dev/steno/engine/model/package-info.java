/**
 * The files of speech models: which are published, which lie in the folder of the models and
 * whether they are sound, and how a missing one is fetched from a hub. Sees no engine, worker or
 * task; who asks gets a checked file or a reason. A name that is not checked never becomes a path
 * or an address.
 */
@NullMarked
package dev.steno.engine.model;

import org.jspecify.annotations.NullMarked;
