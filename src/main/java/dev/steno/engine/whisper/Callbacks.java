package dev.steno.engine.whisper;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * What whisper.cpp calls back. JNA swallows what a callback throws and answers 0 for it; and a
 * callback lives only as long as Java holds it.
 */
final class Callbacks {

  private Callbacks() {}

  /** A line for the log. */
  interface Log extends Callback {
    void invoke(int level, Pointer text, @Nullable Pointer userData);
  }

  /**
   * Called before each window is encoded, and once more when there is none left; on the calling
   * thread. The percentage goes far over 100 where the last window reaches over the end.
   */
  interface Progress extends Callback {
    void invoke(Pointer context, Pointer state, int percentage, @Nullable Pointer userData);
  }

  /** Called after {@link Progress}, where there is a window to encode; answers 0 to stop there. */
  interface EncoderBegin extends Callback {
    byte invoke(Pointer context, Pointer state, @Nullable Pointer userData);
  }

  /** Called on the calling thread after each encoding and each decoded token; 1 stops. */
  interface Abort extends Callback {
    byte invoke(@Nullable Pointer userData);
  }

  /**
   * Called for each decoder before its next token is chosen, with the tokens it has so far; on
   * threads of the library where there are several decoders.
   */
  interface LogitsFilter extends Callback {
    void invoke(
        Pointer context,
        Pointer state,
        @Nullable Pointer tokens,
        int count,
        Pointer logits,
        @Nullable Pointer userData);
  }
}
