package dev.steno.engine.whisper;

import java.util.List;

/**
 * What was decoded of one window of up to 30 seconds.
 *
 * @param start where the window begins, in hundredths of a second from the start of the chunk
 * @param end where the next one begins, or a little earlier
 * @param passages what was heard, in order
 * @param averageLogProbability of its tokens; 0 where there are none
 */
record Window(int start, int end, List<Passage> passages, double averageLogProbability) {

  /** Keeps its own copy of the passages. */
  Window {
    passages = List.copyOf(passages);
  }
}
