package dev.steno.engine.whisper;

import com.sun.jna.Pointer;
import java.util.HashMap;
import java.util.Map;

/** A model in memory, which stays there as long as the worker lives. For one thread. */
final class WhisperModel {

  /** Texts of tokens are short; one that never ends is a fault of the library. */
  private static final int LONGEST_TOKEN = 4_096;

  private final WhisperLibrary library;
  private final Pointer context;
  private final boolean followsAttention;
  private final Map<Integer, byte[]> texts = new HashMap<>();

  /**
   * A model that was loaded.
   *
   * @param followsAttention whether it computes when tokens were spoken
   */
  WhisperModel(WhisperLibrary library, Pointer context, boolean followsAttention) {
    this.library = library;
    this.context = context;
    this.followsAttention = followsAttention;
  }

  WhisperLibrary library() {
    return library;
  }

  Pointer context() {
    return context;
  }

  boolean followsAttention() {
    return followsAttention;
  }

  /** A fresh state, to be given to {@link #freeState}. */
  Pointer newState() {
    Pointer state = library.initState(context);
    if (state == null) {
      throw new IllegalStateException("whisper.cpp makes no state");
    }
    return state;
  }

  void freeState(Pointer state) {
    library.freeState(state);
  }

  /** How many tokens there are. */
  int vocabulary() {
    return library.modelNVocab(context);
  }

  /** How many tokens of context the decoder takes; a prompt may take half of them. */
  int textContext() {
    return library.nTextCtx(context);
  }

  /** The token that begins everything. */
  int startOfTranscript() {
    return library.tokenSot(context);
  }

  /** The token that says that nobody speaks. */
  int noSpeech() {
    return library.tokenNosp(context);
  }

  /** The token of the time 0.00; those behind it stand for 0.02 s more each. */
  int firstTimestamp() {
    return library.tokenBeg(context);
  }

  /** The token of the end of text; those before it are text, those behind it signs. */
  int endOfText() {
    return library.tokenEot(context);
  }

  /** The text of a token as the library has it, not always whole characters. */
  byte[] text(int token) {
    return texts.computeIfAbsent(token, this::read);
  }

  private byte[] read(int token) {
    Pointer text = library.tokenToStr(context, token);
    int length = 0;
    while (length < LONGEST_TOKEN && text.getByte(length) != 0) {
      length++;
    }
    return text.getByteArray(0, length);
  }
}
