package dev.steno.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.audio.ChunkLengths;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineCatalogueTest {

  private final SpeechRecognizer embedded = engine("embedded", "us", false, true, "en");
  private final SpeechRecognizer tiny = engine("whisper", "tiny", true, false, "en", "de");
  private final SpeechRecognizer base = engine("whisper", "base", false, false, "fr");
  private final EngineCatalogue catalogue = catalogue(EngineCatalogue.AUTO, embedded, tiny, base);

  @Test
  void withoutAWishTheBestEngineIsTakenAndTheFallbackLast() {
    assertThat(catalogue.resolve(null, "", "auto", false))
        .isEqualTo(new EngineCatalogue.Choice(tiny, EngineCatalogue.AUTO));
    assertThat(catalogue.descriptions())
        .extracting(EngineDescription::model)
        .containsExactly("tiny", "base", "us");
  }

  @Test
  void thePreferredEngineIsTakenWhereItKnowsTheLanguage() {
    EngineCatalogue preferring = catalogue("embedded", embedded, tiny, base);

    assertThat(preferring.resolve(null, null, null, false).recognizer()).isSameAs(embedded);
    assertThat(preferring.resolve(null, null, "de", false).recognizer()).isSameAs(tiny);
    assertThat(preferring.resolve("whisper", null, null, false).recognizer()).isSameAs(tiny);
  }

  @Test
  void whatIsBestMayDependOnTheLanguageAndChangesWhileTheServerRuns() {
    List<SpeechRecognizer> here = new ArrayList<>(List.of(embedded));
    EngineCatalogue changing =
        new EngineCatalogue(
            language -> "de".equals(language) ? List.of(tiny) : here, EngineCatalogue.AUTO);
    assertThat(changing.resolve(null, null, null, false).recognizer()).isSameAs(embedded);

    here.add(base);

    assertThat(changing.resolve(null, null, null, false).recognizer()).isSameAs(base);
    assertThat(changing.resolve(null, null, "de", false).recognizer()).isSameAs(tiny);
  }

  @Test
  void anEngineWithOneLanguageNeedsNoneNamed() {
    assertThat(catalogue.resolve("embedded", null, null, false))
        .isEqualTo(new EngineCatalogue.Choice(embedded, "en"));
  }

  @Test
  void theLanguageDecidesAmongEngines() {
    assertThat(catalogue.resolve("auto", null, "fr", false).recognizer()).isSameAs(base);
    assertThat(catalogue.resolve("embedded", null, "en_US", false).language()).isEqualTo("en");
  }

  @Test
  void whatIsNotHereIsRefusedWithASentenceThatSaysWhatIs() {
    assertRefused("siri", null, null, ErrorCode.ENGINE_UNAVAILABLE, "whisper, embedded");
    assertRefused("whisper", "huge", null, ErrorCode.MODEL_UNAVAILABLE, "tiny, base");
    assertRefused("whisper", "tiny", "fr", ErrorCode.LANGUAGE_UNSUPPORTED, "en, de");
  }

  @Test
  void whoeverWantsATranslationGetsTheBestEngineThatTranslates() {
    EngineCatalogue preferring = catalogue("embedded", base, embedded, tiny);

    assertThat(preferring.resolve(null, null, null, true).recognizer()).isSameAs(tiny);
    assertThat(preferring.resolve("whisper", null, "de", true))
        .isEqualTo(new EngineCatalogue.Choice(tiny, "de"));
  }

  @Test
  void anEngineOrModelThatCannotTranslateIsRefusedWithASentenceThatSaysWhichCan() {
    assertNoTranslation("embedded", null, null, ErrorCode.ENGINE_UNAVAILABLE, "whisper tiny");
    assertNoTranslation("whisper", "base", null, ErrorCode.MODEL_UNAVAILABLE, "whisper tiny");
    assertNoTranslation(null, null, "fr", ErrorCode.LANGUAGE_UNSUPPORTED, "en, de");
    assertThatThrownBy(() -> catalogue(EngineCatalogue.AUTO, base).resolve(null, null, null, true))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE))
        .hasMessageContaining("No engine here can translate");
  }

  private void assertNoTranslation(
      @Nullable String engine,
      @Nullable String model,
      @Nullable String language,
      ErrorCode code,
      String available) {
    assertThatThrownBy(() -> catalogue.resolve(engine, model, language, true))
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(code))
        .hasMessageContaining(available);
  }

  @Test
  void aServerWithoutEnginesSaysSo() {
    assertThatThrownBy(() -> catalogue(EngineCatalogue.AUTO).resolve(null, null, null, false))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no speech engine");
  }

  private void assertRefused(
      String engine,
      @Nullable String model,
      @Nullable String language,
      ErrorCode code,
      String available) {
    assertThatThrownBy(() -> catalogue.resolve(engine, model, language, false))
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(code))
        .hasMessageContaining(available);
  }

  private static EngineCatalogue catalogue(String preferred, SpeechRecognizer... engines) {
    return new EngineCatalogue(language -> List.of(engines), preferred);
  }

  private static SpeechRecognizer engine(
      String name, String model, boolean translates, boolean fallback, String... languages) {
    EngineDescription description =
        new EngineDescription(name, model, List.of(languages), translates, fallback, "");
    return new SpeechRecognizer() {
      @Override
      public EngineDescription description() {
        return description;
      }

      @Override
      public ChunkLengths chunkLengths() {
        return ChunkLengths.SHORT;
      }

      @Override
      public String detectLanguage(short[] samples, RecognitionListener listener) {
        return "en";
      }

      @Override
      public int concurrency() {
        return 1;
      }

      @Override
      public List<Utterance> recognize(
          short[] samples, RecognitionOptions options, RecognitionListener listener) {
        return List.of();
      }
    };
  }
}
