package dev.steno.engine.whisper;

import dev.steno.engine.Utterance;
import java.util.List;

/**
 * Decides what becomes of a window that looks hallucinated or is very unsure: it is decoded once
 * more, and where that is no better, repetitions are removed, or all of it where nobody speaks.
 */
final class DoubtfulWindow {

  private DoubtfulWindow() {}

  /**
   * What was decided.
   *
   * @param utterances what to tell
   * @param window which decoding they are from: it goes on behind that
   */
  record Decision(List<Utterance> utterances, Window window) {}

  /** What can be asked about a window. */
  interface Decoder {

    /** What was heard in it. */
    List<Utterance> utterances(Window window);

    /** How likely nobody speaks in it, 0 to 1. */
    double noSpeechProbability(Window window);

    /** The same audio, decoded another way. */
    Window onceMore(Window window);
  }

  /** Decides. */
  static Decision settle(Window window, Decoder decoder) {
    List<Utterance> first = decoder.utterances(window);
    boolean silent =
        HallucinationGuard.isUnsure(window)
            && HallucinationGuard.isSilent(decoder.noSpeechProbability(window));
    if (!silent && !HallucinationGuard.repeats(first)) {
      return new Decision(first, window);
    }
    Window again = decoder.onceMore(window);
    List<Utterance> second = decoder.utterances(again);
    if (silent && HallucinationGuard.isUnsure(again)) {
      return new Decision(List.of(), again);
    }
    boolean better =
        !second.isEmpty()
            && HallucinationGuard.compression(second) <= HallucinationGuard.compression(first);
    return new Decision(
        HallucinationGuard.withoutRepetition(better ? second : first), better ? again : window);
  }
}
