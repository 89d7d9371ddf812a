package dev.steno.engine.model;

import java.util.List;

/**
 * The ids of the tokens that are no text. They follow the text in the order {@code <|endoftext|>},
 * {@code <|startoftranscript|>}, the languages, {@code <|translate|>}, {@code <|transcribe|>},
 * {@code <|startoflm|>}, {@code <|startofprev|>}, {@code <|nospeech|>}, {@code <|notimestamps|>},
 * and 1501 timestamps from {@code <|0.00|>} to {@code <|30.00|>}. Source: tokenizer.py of OpenAI's
 * Whisper. A model for English only keeps the places of the languages, though it never uses them.
 */
final class SpecialTokens {

  /** The languages in the order of their tokens; large-v3 added the last. */
  private static final List<String> LANGUAGES =
      List.of(
          ("en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta"
                  + " no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne"
                  + " mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht"
                  + " ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue")
              .split(" "));

  /** Timestamps are multiples of this, in seconds. */
  private static final double TIME_STEP = 0.02;

  private final boolean multilingual;
  private final int languages;

  /** The ids in a vocabulary of so many tokens. */
  SpecialTokens(int vocabulary) {
    multilingual = vocabulary != ModelDimensions.ENGLISH;
    languages = vocabulary == ModelDimensions.HUNDRED_LANGUAGES ? 100 : 99;
  }

  /** The end of the text, and the number of tokens that are text. */
  int endOfText() {
    return multilingual ? 50257 : 50256;
  }

  int startOfTranscript() {
    return endOfText() + 1;
  }

  int language(String code) {
    int place = LANGUAGES.indexOf(code);
    if (!multilingual || place < 0 || place >= languages) {
      throw new IllegalArgumentException("The model does not know the language " + code);
    }
    return startOfTranscript() + 1 + place;
  }

  int translate() {
    return startOfTranscript() + 1 + languages;
  }

  int transcribe() {
    return translate() + 1;
  }

  int noTimestamps() {
    return translate() + 5;
  }

  /** The token of a time in seconds from the start of the window, rounded to 20 ms. */
  int timestamp(double seconds) {
    return noTimestamps() + 1 + (int) Math.round(seconds / TIME_STEP);
  }
}
