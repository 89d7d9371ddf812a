/**
 * Child processes: JVMs started from the WAR's own jars, limited in memory, that never outlive the
 * server. Untrusted media and native code run only there. Knows nothing of audio or speech.
 */
@NullMarked
package dev.steno.process;

import org.jspecify.annotations.NullMarked;
