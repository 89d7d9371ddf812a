package dev.steno.pipeline;

import dev.steno.audio.Chunk;
import dev.steno.audio.PcmAudio;
import dev.steno.engine.RecognitionListener;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Finds out what is spoken in a recording, on one chunk for all of them: engines that guess anew
 * with every chunk change the language in the middle of a recording.
 */
final class SpokenLanguage {

  /** Enough speech to tell a language. */
  private static final long ENOUGH_MILLIS = 5_000;

  private SpokenLanguage() {}

  /**
   * Asks the engine.
   *
   * @param chunks at least one
   * @return an ISO 639-1 code
   */
  static String of(Job job, PcmAudio audio, List<Chunk> chunks, BooleanSupplier cancelled)
      throws IOException {
    Chunk chunk = telling(chunks);
    return job.recognizer()
        .detectLanguage(
            audio.read(chunk.startSample(), chunk.endSample()),
            new RecognitionListener() {
              @Override
              public void recognized(long millis) {
                // One look at one chunk: not worth a message.
              }

              @Override
              public boolean cancelled() {
                return cancelled.getAsBoolean();
              }
            });
  }

  /** The first chunk that is long enough, or else the longest. */
  static Chunk telling(List<Chunk> chunks) {
    return chunks.stream()
        .filter(chunk -> chunk.millis() >= ENOUGH_MILLIS)
        .findFirst()
        .orElseGet(
            () -> chunks.stream().max(Comparator.comparingLong(Chunk::millis)).orElseThrow());
  }
}
