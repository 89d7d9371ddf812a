package dev.steno.engine.whisper;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;

/**
 * Compares the library's own defaults with those of version 1.7.1. Where a field were in another
 * place, another value would be there; a library of another version must not be called, since it
 * would take one thing for another.
 */
final class LayoutCheck {

  private static final long DTW_MEMORY = 128L << 20;

  private LayoutCheck() {}

  /**
   * Checks a library.
   *
   * @throws ProblemException with {@code ENGINE_UNAVAILABLE} where it is not of version 1.7.1
   */
  static void check(WhisperLibrary library) {
    ContextParameters context = ContextParameters.defaults(library);
    DecodingParameters beam = DecodingParameters.defaults(library, DecodingParameters.BEAM_SEARCH);
    boolean asExpected =
        context.dtwTopLayers == -1
            && context.dtwMemoryBytes == DTW_MEMORY
            && beam.strategy == DecodingParameters.BEAM_SEARCH
            && beam.mostContextTokens == 16_384
            && beam.timestampThreshold == 0.01f
            && beam.suppressBlank == 1
            && beam.temperature == 0
            && beam.temperatureIncrement == 0.2f
            && beam.entropyThreshold == 2.4f
            && beam.logProbabilityThreshold == -1
            && beam.noSpeechThreshold == 0.6f
            && beam.beamSize == 5
            && beam.patience == -1
            && beam.progress == null
            && beam.logitsFilter == null
            && beam.grammarPenalty == 100;
    if (!asExpected) {
      throw new ProblemException(
          ErrorCode.ENGINE_UNAVAILABLE,
          LoadingProblem.wrongVersion(),
          "its defaults are not those of version 1.7.1",
          null);
    }
  }
}
