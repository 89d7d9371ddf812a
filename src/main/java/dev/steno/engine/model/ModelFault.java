package dev.steno.engine.model;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;

/** What can be wrong with a model file, in words for those who put it there. */
final class ModelFault {

  private ModelFault() {}

  /** It is something else. */
  static ProblemException foreign(String detail) {
    return fault(
        "This file is no Whisper model that the server can use. Put a ggml-*.bin file made for"
            + " whisper.cpp in its place, or install a model from the list.",
        detail);
  }

  /** Something in it cannot be right. */
  static ProblemException damaged(String detail) {
    return fault(
        "The model file is damaged. Delete it and install the model again.",
        "The file has " + detail);
  }

  /** Its end is missing. */
  static ProblemException incomplete(String detail) {
    return fault(
        "The model file is incomplete: its end is missing. Delete it and install the model again.",
        "The file " + detail);
  }

  /** It is a model, but one that the library cannot run. */
  static ProblemException unsupported(String sentence, String detail) {
    return fault(sentence + " Install a model from the list instead.", detail);
  }

  private static ProblemException fault(String sentence, String detail) {
    return new ProblemException(ErrorCode.MODEL_UNAVAILABLE, sentence, detail, null);
  }
}
