/**
 * The remote engine: another server that recognises speech and speaks OpenAI's protocol for it,
 * {@code POST /v1/audio/transcriptions} and {@code /v1/audio/translations}. Plain HTTP, no native
 * code, so it runs in the server's own process. The only engine that reads JSON.
 */
@NullMarked
package dev.steno.engine.remote;

import org.jspecify.annotations.NullMarked;
