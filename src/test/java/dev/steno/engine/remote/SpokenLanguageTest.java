package dev.steno.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenLanguageTest {

  @ParameterizedTest
  @CsvSource({
    "english, en",
    "' German ', de",
    "haitian creole, ht",
    "fr, fr",
    "pt-BR, pt",
    "en_us, en",
    "jw, jv",
    "jv, jv",
    "cantonese, yue"
  })
  void languagesAreKnownByNameAndByCode(String name, String code) {
    assertThat(SpokenLanguage.code(name)).contains(code);
  }

  @Test
  void othersAreNot() {
    assertThat(SpokenLanguage.code("")).isEmpty();
    assertThat(SpokenLanguage.code("klingon")).isEmpty();
  }
}
