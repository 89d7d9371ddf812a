package dev.steno.engine.model;

/**
 * The sizes of a Whisper network, in the order of the file.
 *
 * @param vocabulary tokens it can say: 51864 where it knows English only, 51865 with 99 languages,
 *     51866 with 100
 * @param audioContext steps of 20 ms that the encoder hears at once: 1500, which is 30 seconds
 * @param audioState width of the encoder
 * @param audioHeads attention heads of the encoder, among which the width is shared out
 * @param audioLayers layers of the encoder, by which the sizes tiny to large are told apart
 * @param textContext tokens that the decoder sees at once: 448
 * @param textState width of the decoder, the same as the encoder's
 * @param textHeads attention heads of the decoder
 * @param textLayers layers of the decoder
 * @param mels bands of the spectrogram: 80, or 128 from large-v3 on
 */
public record ModelDimensions(
    int vocabulary,
    int audioContext,
    int audioState,
    int audioHeads,
    int audioLayers,
    int textContext,
    int textState,
    int textHeads,
    int textLayers,
    int mels) {

  /** Tokens of a model that knows English only. */
  static final int ENGLISH = 51864;

  /** Tokens of a model that knows 99 languages. */
  static final int MULTILINGUAL = 51865;

  /** Tokens of a model that knows 100 languages. */
  static final int HUNDRED_LANGUAGES = 51866;

  /** Whether it knows languages other than English, can tell them apart, and can translate. */
  public boolean multilingual() {
    return vocabulary != ENGLISH;
  }

  /** How many languages it knows. */
  public int languages() {
    return multilingual() ? vocabulary - MULTILINGUAL + 99 : 1;
  }

  /**
   * Whether it says when its sentences are. whisper.cpp takes a model with two text layers for one
   * of the first distilled ones, which cannot, unless it knows 100 languages.
   */
  public boolean tellsTimes() {
    return textLayers != 2 || vocabulary == HUNDRED_LANGUAGES;
  }

  /** The size by the name it was published under, or "other". */
  public String type() {
    return switch (audioLayers) {
      case 4 -> "tiny";
      case 6 -> "base";
      case 12 -> "small";
      case 24 -> "medium";
      case 32 -> "large";
      default -> "other";
    };
  }
}
