package dev.steno.engine.whisper;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The functions of whisper.cpp that Steno calls, as {@code include/whisper.h} of version 1.7.1
 * declares them. The C name of a method is its name in small letters with underscores after {@code
 * whisper_}; a C {@code bool} is a byte; times are hundredths of a second; text goes in as UTF-8
 * and comes out as bytes that end with a zero, not always whole characters.
 */
interface WhisperLibrary extends Library {

  /** How {@link com.sun.jna.Native#load} finds the functions and writes text. */
  Map<String, Object> OPTIONS =
      Map.of(
          Library.OPTION_FUNCTION_MAPPER,
          (FunctionMapper) (library, method) -> cName(method),
          Library.OPTION_STRING_ENCODING,
          "UTF-8");

  /** The C function of a method. */
  private static String cName(Method method) {
    return "whisper_" + method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The C names of all functions here. */
  static List<String> functions() {
    return Arrays.stream(WhisperLibrary.class.getDeclaredMethods())
        .filter(Predicate.not(Method::isSynthetic))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .map(WhisperLibrary::cName)
        .sorted()
        .toList();
  }

  Pointer contextDefaultParamsByRef();

  void freeContextParams(Pointer params);

  Pointer fullDefaultParamsByRef(int strategy);

  void freeParams(Pointer params);

  void logSet(Callbacks.Log log, @Nullable Pointer userData);

  @Nullable Pointer initFromFileWithParamsNoState(String path, ContextParameters params);

  void free(Pointer context);

  @Nullable Pointer initState(Pointer context);

  void freeState(Pointer state);

  int isMultilingual(Pointer context);

  int modelNVocab(Pointer context);

  int nTextCtx(Pointer context);

  int tokenEot(Pointer context);

  int tokenSot(Pointer context);

  int tokenNosp(Pointer context);

  int tokenBeg(Pointer context);

  Pointer tokenToStr(Pointer context, int token);

  int tokenize(Pointer context, String text, Pointer tokens, int mostTokens);

  int pcmToMelWithState(Pointer context, Pointer state, Pointer samples, int count, int threads);

  int encodeWithState(Pointer context, Pointer state, int offset, int threads);

  int decodeWithState(
      Pointer context, Pointer state, int[] tokens, int count, int past, int threads);

  Pointer getLogitsFromState(Pointer state);

  int langAutoDetectWithState(
      Pointer context, Pointer state, int offsetMillis, int threads, float[] probabilities);

  int fullWithState(
      Pointer context,
      Pointer state,
      DecodingParameters params,
      @Nullable Pointer samples,
      int count);

  int nLenFromState(Pointer state);

  int fullNSegmentsFromState(Pointer state);

  long fullGetSegmentT0FromState(Pointer state, int segment);

  long fullGetSegmentT1FromState(Pointer state, int segment);

  int fullNTokensFromState(Pointer state, int segment);

  TokenData.ByValue fullGetTokenDataFromState(Pointer state, int segment, int token);
}
