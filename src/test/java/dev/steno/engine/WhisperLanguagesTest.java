package dev.steno.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WhisperLanguagesTest {

  private static final Set<String> WITHOUT_TWO_LETTERS = Set.of("haw", "yue");

  @Test
  void theModelsKnow99LanguagesAndTheNewestCantoneseToo() {
    assertThat(WhisperLanguages.all()).hasSize(100).doesNotHaveDuplicates().endsWith("yue");
    assertThat(WhisperLanguages.ofFirstModels()).hasSize(99).doesNotContain("yue").endsWith("su");
  }

  @Test
  void theOrderIsThatOfTheTokens() {
    List<String> codes = WhisperLanguages.all();

    assertThat(codes.indexOf("en")).isZero();
    assertThat(codes.indexOf("de")).isEqualTo(2);
    assertThat(codes.indexOf("th")).isEqualTo(30);
    assertThat(codes.indexOf("km")).isEqualTo(64);
    assertThat(codes.indexOf("jv")).isEqualTo(97);
  }

  @Test
  void theCodesAreThoseOfIso639() {
    Set<String> known = Set.of(Locale.getISOLanguages());

    assertThat(WhisperLanguages.all())
        .allSatisfy(
            code ->
                assertThat(known.contains(code) || WITHOUT_TWO_LETTERS.contains(code))
                    .as(code)
                    .isTrue());
  }

  @Test
  void whispersCodesAndNamesAreUnderstood() {
    assertThat(WhisperLanguages.toWhisper("jv")).isEqualTo("jw");
    assertThat(WhisperLanguages.toWhisper("de")).isEqualTo("de");
    assertThat(WhisperLanguages.fromWhisper("jw")).hasValue("jv");
    assertThat(WhisperLanguages.fromWhisper("Haitian Creole")).hasValue("ht");
    assertThat(WhisperLanguages.fromWhisper("de")).hasValue("de");
    assertThat(WhisperLanguages.fromWhisper("klingon")).isEmpty();
  }

  @Test
  void someLanguagesAreWrittenWithoutSpaces() {
    assertThat(WhisperLanguages.all())
        .filteredOn(code -> !WhisperLanguages.hasSpaces(code))
        .containsExactlyInAnyOrder("zh", "ja", "th", "lo", "my", "km", "bo", "yue");
  }
}
