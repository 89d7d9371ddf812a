package dev.steno.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.audio.ChunkLengths;
import dev.steno.engine.EngineCatalogue;
import dev.steno.engine.EngineDescription;
import dev.steno.engine.RecognitionListener;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.Utterance;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.task.Wishes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WishReaderTest {

  private final EngineCatalogue translating = engines(true);
  private final EngineCatalogue plain = engines(false);

  @Test
  void noFieldsAreNoWishes() {
    assertThat(WishReader.read(Map.of(), plain)).isEqualTo(Wishes.NONE);
    assertThat(WishReader.read(Map.of("language", "", "translate", ""), plain))
        .isEqualTo(Wishes.NONE);
  }

  @Test
  void everyFieldIsAWish() {
    assertThat(
            WishReader.read(
                Map.of(
                    "language", "de",
                    "engine", "whisper",
                    "model", "tiny",
                    "prompt", "Steno",
                    "translate", "true"),
                translating))
        .isEqualTo(new Wishes("de", "whisper", "tiny", "Steno", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "1", "on"})
  void aTranslationIsWishedInEveryWayThatFormsSayYes(String yes) {
    assertThat(WishReader.read(Map.of("translate", yes), translating).translate()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "off"})
  void anythingElseIsNo(String no) {
    assertThat(WishReader.read(Map.of("translate", no), translating).translate()).isFalse();
  }

  @Test
  void aTranslationThatNobodyHereCanMakeIsRefusedAtOnce() {
    assertRefused(plain, Map.of("translate", "true"), ErrorCode.ENGINE_UNAVAILABLE);
    assertRefused(plain, Map.of("translate", "true", "model", "tiny"), ErrorCode.MODEL_UNAVAILABLE);
  }

  @Test
  void whatCannotBeFulfilledIsRefusedAtOnce() {
    assertRefused(plain, Map.of("language", "tlh"), ErrorCode.LANGUAGE_UNSUPPORTED);
    assertRefused(plain, Map.of("diarize", "on"), ErrorCode.DIARIZATION_UNAVAILABLE);
    assertRefused(plain, Map.of("callback_url", "http://a/"), ErrorCode.BAD_REQUEST);
    assertRefused(plain, Map.of("prompt", "a".repeat(2001)), ErrorCode.BAD_REQUEST);
    assertRefused(plain, Map.of("model", "a".repeat(41)), ErrorCode.BAD_REQUEST);
  }

  private static void assertRefused(
      EngineCatalogue engines, Map<String, String> fields, ErrorCode code) {
    assertThatThrownBy(() -> WishReader.read(fields, engines))
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private static EngineCatalogue engines(boolean translates) {
    return new EngineCatalogue(language -> List.of(engine(translates)), EngineCatalogue.AUTO);
  }

  private static SpeechRecognizer engine(boolean translates) {
    return new SpeechRecognizer() {
      @Override
      public EngineDescription description() {
        return new EngineDescription("whisper", "tiny", List.of("en", "de"), translates, false, "");
      }

      @Override
      public ChunkLengths chunkLengths() {
        return ChunkLengths.WINDOW;
      }

      @Override
      public int concurrency() {
        return 1;
      }

      @Override
      public List<Utterance> recognize(
          short[] samples, RecognitionOptions options, RecognitionListener listener) {
        throw new UnsupportedOperationException("only asked what it can do");
      }

      @Override
      public String detectLanguage(short[] samples, RecognitionListener listener) {
        throw new UnsupportedOperationException("only asked what it can do");
      }
    };
  }
}
