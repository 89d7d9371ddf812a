package dev.steno.engine.whisper;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct whisper_full_params} of whisper.cpp 1.7.1: 264 bytes where pointers have 8. Fields
 * that Steno leaves as the library has them are here for their place.
 */
@FieldOrder({
  "strategy",
  "threads",
  "mostContextTokens",
  "offsetMillis",
  "durationMillis",
  "translate",
  "noContext",
  "noTimestamps",
  "singleSegment",
  "printSpecial",
  "printProgress",
  "printRealtime",
  "printTimestamps",
  "tokenTimestamps",
  "timestampThreshold",
  "timestampSumThreshold",
  "mostCharacters",
  "splitOnWord",
  "mostTokens",
  "debug",
  "audioContext",
  "tinyDiarize",
  "suppressRegex",
  "initialPrompt",
  "promptTokens",
  "promptTokenCount",
  "language",
  "detectLanguage",
  "suppressBlank",
  "suppressNonSpeech",
  "temperature",
  "latestFirstTimestamp",
  "lengthPenalty",
  "temperatureIncrement",
  "entropyThreshold",
  "logProbabilityThreshold",
  "noSpeechThreshold",
  "bestOf",
  "beamSize",
  "patience",
  "newSegment",
  "newSegmentData",
  "progress",
  "progressData",
  "encoderBegin",
  "encoderBeginData",
  "abort",
  "abortData",
  "logitsFilter",
  "logitsFilterData",
  "grammarRules",
  "grammarRuleCount",
  "grammarStart",
  "grammarPenalty"
})
public final class DecodingParameters extends Structure implements Structure.ByValue {

  /** The {@link #strategy} that takes the likeliest token. */
  static final int GREEDY = 0;

  /** The {@link #strategy} that keeps several beginnings. */
  static final int BEAM_SEARCH = 1;

  /** The most decoders that the library takes, as beams or as {@link #bestOf}. */
  static final int MOST_DECODERS = 8;

  public int strategy;
  public int threads;
  public int mostContextTokens;
  public int offsetMillis;
  public int durationMillis;
  public byte translate;
  public byte noContext;
  public byte noTimestamps;
  public byte singleSegment;
  public byte printSpecial;
  public byte printProgress;
  public byte printRealtime;
  public byte printTimestamps;
  public byte tokenTimestamps;
  public float timestampThreshold;
  public float timestampSumThreshold;
  public int mostCharacters;
  public byte splitOnWord;
  public int mostTokens;
  public byte debug;
  public int audioContext;
  public byte tinyDiarize;
  public @Nullable Pointer suppressRegex;
  public @Nullable Pointer initialPrompt;
  public @Nullable Pointer promptTokens;
  public int promptTokenCount;
  public @Nullable Pointer language;
  public byte detectLanguage;
  public byte suppressBlank;
  public byte suppressNonSpeech;
  public float temperature;
  public float latestFirstTimestamp;
  public float lengthPenalty;
  public float temperatureIncrement;
  public float entropyThreshold;
  public float logProbabilityThreshold;
  public float noSpeechThreshold;
  public int bestOf;
  public int beamSize;
  public float patience;
  public @Nullable Pointer newSegment;
  public @Nullable Pointer newSegmentData;
  public Callbacks.@Nullable Progress progress;
  public @Nullable Pointer progressData;
  public Callbacks.@Nullable EncoderBegin encoderBegin;
  public @Nullable Pointer encoderBeginData;
  public Callbacks.@Nullable Abort abort;
  public @Nullable Pointer abortData;
  public Callbacks.@Nullable LogitsFilter logitsFilter;
  public @Nullable Pointer logitsFilterData;
  public @Nullable Pointer grammarRules;
  public long grammarRuleCount;
  public long grammarStart;
  public float grammarPenalty;

  /**
   * The library's defaults.
   *
   * @param strategy {@link #GREEDY} or {@link #BEAM_SEARCH}
   */
  static DecodingParameters defaults(WhisperLibrary library, int strategy) {
    Pointer defaults = library.fullDefaultParamsByRef(strategy);
    DecodingParameters params = new DecodingParameters();
    params.getPointer().write(0, defaults.getByteArray(0, params.size()), 0, params.size());
    params.read();
    library.freeParams(defaults);
    return params;
  }
}
