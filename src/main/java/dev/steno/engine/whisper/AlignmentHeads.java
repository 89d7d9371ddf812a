package dev.steno.engine.whisper;

import com.sun.jna.Memory;
import java.util.Map;
import java.util.Optional;

/**
 * The attention heads of the published models that follow the audio most closely: from them
 * whisper.cpp computes when each token was spoken (dynamic time warping). The numbers are those of
 * {@code _ALIGNMENT_HEADS} in {@code whisper/__init__.py} of openai/whisper; whisper.cpp 1.7.1
 * knows them by name, all but those of {@code large-v3-turbo}.
 */
final class AlignmentHeads {

  /** {@code enum whisper_alignment_heads_preset} of version 1.7.1. */
  private static final Map<String, Integer> PRESETS =
      Map.ofEntries(
          Map.entry("tiny.en", 3),
          Map.entry("tiny", 4),
          Map.entry("base.en", 5),
          Map.entry("base", 6),
          Map.entry("small.en", 7),
          Map.entry("small", 8),
          Map.entry("medium.en", 9),
          Map.entry("medium", 10),
          Map.entry("large-v1", 11),
          Map.entry("large-v2", 12),
          Map.entry("large-v3", 13));

  private static final String TURBO = "large-v3-turbo";

  /** Layer and head, six times. */
  private static final int[] TURBO_HEADS = {2, 4, 2, 11, 3, 3, 3, 6, 3, 11, 3, 14};

  /** Enough for the most heads and the most tokens; the library's own 128 MB are hardly. */
  private static final long MEMORY_BYTES = 256L << 20;

  /** The library keeps a pointer to it for as long as the model is loaded: as the worker lives. */
  private static final Memory TURBO_MEMORY = new Memory((long) TURBO_HEADS.length * Integer.BYTES);

  static {
    TURBO_MEMORY.write(0, TURBO_HEADS, 0, TURBO_HEADS.length);
  }

  private AlignmentHeads() {}

  /**
   * Asks for token times from the heads of a model.
   *
   * @param model its name, for example {@code base.en-q5_1}
   * @param params is changed where the heads are known
   * @return whether they are
   */
  static boolean choose(String model, ContextParameters params) {
    String base = withoutQuantisation(model);
    if (base.equals(TURBO)) {
      params.dtwHeadsPreset = ContextParameters.CUSTOM_HEADS;
      params.dtwHeadCount = TURBO_HEADS.length / 2;
      params.dtwHeads = TURBO_MEMORY;
    } else {
      Optional<Integer> preset = Optional.ofNullable(PRESETS.get(base));
      if (preset.isEmpty()) {
        return false;
      }
      params.dtwHeadsPreset = preset.get();
    }
    params.dtwTokenTimestamps = 1;
    params.dtwMemoryBytes = MEMORY_BYTES;
    return true;
  }

  /** Quantised models have the shape of those they were made from. */
  private static String withoutQuantisation(String model) {
    return model.replaceFirst("-q[0-9]+(_[0-9k]+)?$", "");
  }
}
