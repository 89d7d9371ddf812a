package dev.steno.engine.whisper;

import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code whisper_full}: decodes window after window, and tells of each when it is
 * complete, token times included. (The library's callback for new segments comes before it has
 * measured when tokens were spoken, so it is not used.)
 */
final class Pass {

  private static final int FRAME_MILLIS = 10;
  private static final int FRAMES_PER_TIMESTAMP = 2;

  /** Bytes of {@code whisper_token_data}, at whose start the token's id is. */
  private static final int TOKEN_BYTES = 56;

  /** Takes what comes out, on the thread that decodes. */
  interface Listener {

    /**
     * A window is complete.
     *
     * @return whether to go on
     */
    boolean decoded(Window window);

    /** So many hundredths of a second of the chunk are done; may be less than before. */
    void reached(int frames);
  }

  private final WhisperModel model;
  private final WhisperLibrary library;
  private final Pointer state;
  private final Listener listener;
  private final int endOfText;
  private final int firstTimestamp;
  private final @Nullable AttentionLimits limits;
  private final AtomicInteger newestTimestamp = new AtomicInteger();

  // Held here, since the library knows only where they are.
  private final Callbacks.Progress progress = this::windowBegins;
  private final Callbacks.EncoderBegin encoderBegin = this::mayEncode;
  private final Callbacks.Abort abort = this::stepDone;
  private final Callbacks.LogitsFilter logitsFilter = this::filter;

  private int offset;
  private int windowStart;
  private int toldSegments;
  private boolean begun;
  private volatile boolean stopped;
  private volatile @Nullable Throwable failure;

  Pass(WhisperModel model, Pointer state, Listener listener) {
    this.model = model;
    this.library = model.library();
    this.state = state;
    this.listener = listener;
    this.endOfText = model.endOfText();
    this.firstTimestamp = model.firstTimestamp();
    this.limits = model.followsAttention() ? new AttentionLimits(model) : null;
    // Threads of the library that call back stay known to Java until they end: to make them known
    // for every call takes longer than the call.
    Native.setCallbackThreadInitializer(
        logitsFilter, new CallbackThreadInitializer(true, false, "whisper-decoder"));
  }

  /**
   * Decodes. Ends when the audio ends, or when the listener does not want to go on.
   *
   * @param params how; what is needed to listen is set here
   * @param offset where to begin, in hundredths of a second
   * @param language the language as Whisper calls it
   * @param prompt tokens that come before
   * @param samples the audio, or {@code null} where the state has it from the pass before
   * @throws IllegalStateException where the library fails: it must not be used again
   */
  void run(
      DecodingParameters params,
      int offset,
      String language,
      int[] prompt,
      @Nullable NativeSamples samples) {
    this.offset = offset;
    windowStart = offset;
    int answer;
    try (Memory languageText = text(language);
        Memory promptTokens = tokens(prompt)) {
      params.offsetMillis = offset * FRAME_MILLIS;
      params.language = languageText;
      params.promptTokens = prompt.length == 0 ? null : promptTokens;
      params.promptTokenCount = prompt.length;
      params.progress = progress;
      params.encoderBegin = encoderBegin;
      params.abort = abort;
      params.logitsFilter = logitsFilter;
      answer =
          library.fullWithState(
              model.context(),
              state,
              params,
              samples == null ? null : samples.pointer(),
              samples == null ? 0 : samples.count());
    }
    rethrow(failure);
    if (answer != 0) {
      throw new IllegalStateException("whisper.cpp failed with " + answer);
    }
  }

  private static void rethrow(@Nullable Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
  }

  /** What a callback throws would be swallowed: it is kept, and the library told to stop. */
  private void keep(Throwable thrown) {
    failure = thrown;
    stopped = true;
  }

  private void windowBegins(Pointer context, Pointer same, int percentage, @Nullable Pointer data) {
    try {
      int start = Math.max(windowStart, frames(percentage));
      if (begun) {
        List<Integer> segments = newSegments();
        for (int segment : segments) {
          start = Math.max(start, (int) library.fullGetSegmentT1FromState(state, segment));
        }
        Window window = window(segments, start);
        stopped |= !listener.decoded(window);
      }
      begun = true;
      windowStart = start;
      newestTimestamp.set(0);
      listener.reached(start);
    } catch (RuntimeException | Error thrown) {
      keep(thrown);
    }
  }

  private byte mayEncode(Pointer context, Pointer same, @Nullable Pointer data) {
    return answer(!stopped);
  }

  /** The library rounds down. */
  private int frames(int percentage) {
    long length = (long) library.nLenFromState(state) - offset;
    return offset + (int) ((percentage * length + 99) / 100);
  }

  private byte stepDone(@Nullable Pointer data) {
    try {
      listener.reached(windowStart + newestTimestamp.get() * FRAMES_PER_TIMESTAMP);
    } catch (RuntimeException | Error thrown) {
      keep(thrown);
    }
    return answer(failure != null);
  }

  /** Comes on several threads at once. */
  private void filter(
      Pointer context,
      Pointer same,
      @Nullable Pointer tokens,
      int count,
      Pointer logits,
      @Nullable Pointer data) {
    if (tokens == null || count == 0) {
      return;
    }
    int last = tokens.getInt((count - 1L) * TOKEN_BYTES);
    if (last > firstTimestamp) {
      newestTimestamp.accumulateAndGet(last - firstTimestamp, Math::max);
    }
    if (limits != null) {
      limits.apply(logits, count, last);
    }
  }

  private static byte answer(boolean yes) {
    return (byte) (yes ? 1 : 0);
  }

  private List<Integer> newSegments() {
    List<Integer> segments = new ArrayList<>();
    int count = library.fullNSegmentsFromState(state);
    while (toldSegments < count) {
      segments.add(toldSegments++);
    }
    return segments;
  }

  private Window window(List<Integer> segments, int end) {
    List<Passage> passages = new ArrayList<>();
    double sum = 0;
    int count = 0;
    for (int segment : segments) {
      List<Token> tokens = new ArrayList<>();
      int size = library.fullNTokensFromState(state, segment);
      for (int i = 0; i < size; i++) {
        TokenData data = library.fullGetTokenDataFromState(state, segment, i);
        sum += data.logProbability;
        count++;
        if (data.id < endOfText) {
          tokens.add(token(data));
        }
      }
      passages.add(
          new Passage(
              millis(library.fullGetSegmentT0FromState(state, segment)),
              millis(library.fullGetSegmentT1FromState(state, segment)),
              tokens));
    }
    return new Window(windowStart, end, passages, count == 0 ? 0 : sum / count);
  }

  private Token token(TokenData data) {
    return new Token(
        model.text(data.id),
        data.probability,
        new Token.Times(
            millis(data.start),
            millis(data.end),
            model.followsAttention() ? millis(data.dtw) : -1));
  }

  private static long millis(long frames) {
    return frames * FRAME_MILLIS;
  }

  private static Memory text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Memory memory = new Memory(bytes.length + 1L);
    memory.clear();
    memory.write(0, bytes, 0, bytes.length);
    return memory;
  }

  private static Memory tokens(int[] tokens) {
    Memory memory = new Memory((tokens.length + 1L) * Integer.BYTES);
    memory.write(0, tokens, 0, tokens.length);
    return memory;
  }
}
