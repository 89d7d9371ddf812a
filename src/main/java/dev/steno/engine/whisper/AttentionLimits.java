package dev.steno.engine.whisper;

import com.sun.jna.Pointer;
import java.util.Arrays;

/**
 * Keeps decoders away from what whisper.cpp 1.7.1 cannot take where it follows the model's
 * attention to measure tokens: a window of 0.14 s or less (its median filter over 7 steps of 0.02 s
 * ends the process), and a last segment that ends with text (it reads behind the end of the
 * segments, which sometimes ends the process). Both are prevented before a token is chosen, by
 * making the tokens impossible that would lead there.
 */
final class AttentionLimits {

  /** The times 0.02 s to 0.14 s, at which no text can end. */
  private static final int TOO_EARLY = 7;

  /** The library decodes half as many tokens as the context holds, less so many. */
  private static final int KEPT_FREE = 4;

  private final int endOfText;
  private final int firstTimestamp;
  private final int mostTokens;
  private final float[] impossible;

  AttentionLimits(WhisperModel model) {
    this.endOfText = model.endOfText();
    this.firstTimestamp = model.firstTimestamp();
    this.mostTokens = model.textContext() / 2 - KEPT_FREE;
    this.impossible = new float[endOfText + 1];
    Arrays.fill(impossible, Float.NEGATIVE_INFINITY);
  }

  /**
   * Makes tokens impossible. May be called on several threads at once.
   *
   * @param logits of all tokens, for the next one
   * @param count how many tokens the decoder has, at least 1
   * @param last the last one of them
   */
  void apply(Pointer logits, int count, int last) {
    write(logits, firstTimestamp + 1, TOO_EARLY);
    if (count == mostTokens - 1) {
      // The last one: a time behind text; and behind a time, where another may be forbidden, the
      // end, but no text in any case.
      write(logits, 0, last < endOfText ? endOfText + 1 : endOfText);
    }
  }

  private void write(Pointer logits, int from, int count) {
    logits.write((long) from * Float.BYTES, impossible, 0, count);
  }
}
