package dev.steno.engine;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The engines of this server, and which of them does what somebody asks for. One engine may be here
 * several times, with several models, and models come and go.
 */
public final class EngineCatalogue {

  /** Instead of an engine or a language: choose for me. */
  public static final String AUTO = "auto";

  private final Engines engines;
  private final String preferred;

  /** What is here at the moment. */
  @FunctionalInterface
  public interface Engines {

    /**
     * All that can be used now.
     *
     * @param language ISO 639-1 code of what is spoken, or {@code null} while nobody knows
     * @return the best for that language first; fallbacks are taken last wherever they stand
     */
    List<SpeechRecognizer> bestFirst(@Nullable String language);
  }

  /**
   * A catalogue.
   *
   * @param engines asked anew each time
   * @param preferred the engine for those who do not choose one, or {@link #AUTO} for the best
   */
  public EngineCatalogue(Engines engines, String preferred) {
    this.engines = engines;
    this.preferred = preferred;
  }

  /**
   * Who will do it.
   *
   * @param recognizer the engine
   * @param language ISO 639-1 code of a language it knows, or {@link #AUTO} where it knows several
   *     and nobody said which
   */
  public record Choice(SpeechRecognizer recognizer, String language) {}

  /** The same without one of its engines, which turned out to be unusable. */
  public EngineCatalogue without(EngineDescription unusable) {
    return new EngineCatalogue(
        language ->
            engines.bestFirst(language).stream()
                .filter(one -> !one.description().equals(unusable))
                .toList(),
        preferred);
  }

  /** All engines, the one that {@link #AUTO} prefers first. */
  public List<EngineDescription> descriptions() {
    return bestFirst(null).stream().map(SpeechRecognizer::description).toList();
  }

  private List<SpeechRecognizer> bestFirst(@Nullable String language) {
    return engines.bestFirst(language).stream()
        .sorted(
            Comparator.comparing(
                    (SpeechRecognizer one) -> !one.description().name().equals(preferred))
                .thenComparing(one -> one.description().fallback()))
        .toList();
  }

  /**
   * Finds who can do what was asked.
   *
   * @param engine its name; {@link #AUTO}, blank or {@code null} for any
   * @param model its model; {@link #AUTO}, blank or {@code null} for any
   * @param language a code such as {@code en} or {@code en-US}; {@link #AUTO}, blank or {@code
   *     null} where it is not known
   * @param translate whether it has to write English whatever is spoken
   * @throws ProblemException with {@code ENGINE_UNAVAILABLE}, {@code MODEL_UNAVAILABLE} or {@code
   *     LANGUAGE_UNSUPPORTED}, and a sentence that says what there is
   */
  public Choice resolve(
      @Nullable String engine,
      @Nullable String model,
      @Nullable String language,
      boolean translate) {
    List<SpeechRecognizer> recognizers = bestFirst(isAny(language) ? null : code(language));
    List<SpeechRecognizer> named =
        matching(recognizers, isAny(engine) ? one -> true : one -> one.name().equals(engine));
    if (named.isEmpty()) {
      throw new ProblemException(
          ErrorCode.ENGINE_UNAVAILABLE,
          isAny(engine)
              ? "This server has no speech engine. Ask your administrator."
              : "There is no engine "
                  + engine
                  + " here. Choose one of: "
                  + listed(recognizers, one -> Stream.of(one.name()))
                  + ".");
    }
    List<SpeechRecognizer> withModel =
        matching(named, isAny(model) ? one -> true : one -> one.model().equals(model));
    if (withModel.isEmpty()) {
      throw new ProblemException(
          ErrorCode.MODEL_UNAVAILABLE,
          "There is no model "
              + model
              + " here. Choose one of: "
              + listed(named, one -> Stream.of(one.model()))
              + ".");
    }
    List<SpeechRecognizer> able =
        matching(withModel, translate ? EngineDescription::translates : one -> true);
    if (able.isEmpty()) {
      throw cannotTranslate(recognizers, !isAny(model));
    }
    if (isAny(language)) {
      SpeechRecognizer first = able.get(0);
      List<String> languages = first.description().languages();
      return new Choice(first, languages.size() == 1 ? languages.get(0) : AUTO);
    }
    String code = code(language);
    return matching(able, one -> one.languages().contains(code)).stream()
        .findFirst()
        .map(one -> new Choice(one, code))
        .orElseThrow(
            () ->
                new ProblemException(
                    ErrorCode.LANGUAGE_UNSUPPORTED,
                    "The language "
                        + language
                        + " is not known here. Choose one of: "
                        + listed(able, one -> one.languages().stream())
                        + "."));
  }

  private static ProblemException cannotTranslate(
      List<SpeechRecognizer> recognizers, boolean modelNamed) {
    List<SpeechRecognizer> others = matching(recognizers, EngineDescription::translates);
    return new ProblemException(
        modelNamed ? ErrorCode.MODEL_UNAVAILABLE : ErrorCode.ENGINE_UNAVAILABLE,
        others.isEmpty()
            ? "No engine here can translate. Leave out \"translate\", or ask your administrator."
            : "This engine or model cannot translate. Leave out \"translate\", or choose one of: "
                + listed(others, one -> Stream.of(one.name() + " " + one.model()))
                + ".");
  }

  private static List<SpeechRecognizer> matching(
      List<SpeechRecognizer> from, Predicate<EngineDescription> condition) {
    return from.stream().filter(one -> condition.test(one.description())).toList();
  }

  private static String listed(
      List<SpeechRecognizer> from, Function<EngineDescription, Stream<String>> values) {
    return from.stream()
        .flatMap(one -> values.apply(one.description()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Whether a wish leaves the choice to the catalogue. */
  public static boolean isAny(@Nullable String wish) {
    return wish == null || wish.isBlank() || wish.equalsIgnoreCase(AUTO);
  }

  /** The language of a tag such as {@code en-US} or {@code en_US}. */
  private static String code(@Nullable String language) {
    return Locale.forLanguageTag(String.valueOf(language).strip().replace('_', '-')).getLanguage();
  }
}
