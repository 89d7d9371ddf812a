/**
 * Model files of whisper.cpp: what they are made of, and whether one is whole before a worker may
 * see it. Pure Java; knows no native library, no worker and no folder.
 */
@NullMarked
package dev.steno.engine.model;

import org.jspecify.annotations.NullMarked;
