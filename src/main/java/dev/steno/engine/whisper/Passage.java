package dev.steno.engine.whisper;

import java.util.List;

/**
 * A segment as whisper.cpp has it.
 *
 * @param startMillis where it begins in the chunk, as the library says: may be anywhere
 * @param endMillis where it ends; may lie behind the end of the chunk
 * @param tokens its tokens of text, in order
 */
record Passage(long startMillis, long endMillis, List<Token> tokens) {

  /** Keeps its own copy of the tokens. */
  Passage {
    tokens = List.copyOf(tokens);
  }
}
