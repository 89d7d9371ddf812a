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

  private final SpeechRecognizer embedded = engine("embedded", "us", true, "en");
  private final SpeechRecognizer tiny = engine("whisper", "tiny", false, "en", "de");
  private final SpeechRecognizer base = engine("whisper", "base", false, "fr");
  private final EngineCatalogue catalogue = catalogue(EngineCatalogue.AUTO, embedded, tiny, base);

  @Test
  void withoutAWishTheBestEngineIsTakenAndTheFallbackLast() {
    assertThat(catalogue.resolve(null, "", "auto"))
        .isEqualTo(new EngineCatalogue.Choice(tiny, EngineCatalogue.AUTO));
    assertThat(catalogue.descriptions())
        .extracting(EngineDescription::model)
        .containsExactly("tiny", "base", "us");
  }

  @Test
  void thePreferredEngineIsTakenWhereItKnowsTheLanguage() {
    EngineCatalogue preferring = catalogue("embedded", embedded, tiny, base);

    assertThat(preferring.resolve(null, null, null).recognizer()).isSameAs(embedded);
    assertThat(preferring.resolve(null, null, "de").recognizer()).isSameAs(tiny);
    assertThat(preferring.resolve("whisper", null, null).recognizer()).isSameAs(tiny);
  }

  @Test
  void whatIsBestMayDependOnTheLanguageAndChangesWhileTheServerRuns() {
    List<SpeechRecognizer> here = new ArrayList<>(List.of(embedded));
    EngineCatalogue changing =
        new EngineCatalogue(
            language -> "de".equals(language) ? List.of(tiny) : here, EngineCatalogue.AUTO);
    assertThat(changing.resolve(null, null, null).recognizer()).isSameAs(embedded);

    here.add(base);

    assertThat(changing.resolve(null, null, null).recognizer()).isSameAs(base);
    assertThat(changing.resolve(null, null, "de").recognizer()).isSameAs(tiny);
  }

  @Test
  void anEngineWithOneLanguageNeedsNoneNamed() {
    assertThat(catalogue.resolve("embedded", null, null))
        .isEqualTo(new EngineCatalogue.Choice(embedded, "en"));
  }

  @Test
  void theLanguageDecidesAmongEngines() {
    assertThat(catalogue.resolve("auto", null, "fr").recognizer()).isSameAs(base);
    assertThat(catalogue.resolve("embedded", null, "en_US").language()).isEqualTo("en");
  }

  @Test
  void whatIsNotHereIsRefusedWithASentenceThatSaysWhatIs() {
    assertRefused("siri", null, null, ErrorCode.ENGINE_UNAVAILABLE, "whisper, embedded");
    assertRefused("whisper", "huge", null, ErrorCode.MODEL_UNAVAILABLE, "tiny, base");
    assertRefused("whisper", "tiny", "fr", ErrorCode.LANGUAGE_UNSUPPORTED, "en, de");
  }

  @Test
  void aServerWithoutEnginesSaysSo() {
    assertThatThrownBy(() -> catalogue(EngineCatalogue.AUTO).resolve(null, null, null))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no speech engine");
  }

  private void assertRefused(
      String engine,
      @Nullable String model,
      @Nullable String language,
      ErrorCode code,
      String available) {
    assertThatThrownBy(() -> catalogue.resolve(engine, model, language))
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(code))
        .hasMessageContaining(available);
  }

  private static EngineCatalogue catalogue(String preferred, SpeechRecognizer... engines) {
    return new EngineCatalogue(language -> List.of(engines), preferred);
  }

  private static SpeechRecognizer engine(
      String name, String model, boolean fallback, String... languages) {
    EngineDescription description =
        new EngineDescription(name, model, List.of(languages), false, fallback, "");
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
