package dev.steno.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

  private final ApiKey key = new ApiKey("sk-abcdefghij");

  @ParameterizedTest
  @CsvSource({
    "the key sk-abcdefghij is wrong, the key *** is wrong",
    "sk-abcdefghij, ***",
    "sk-abcdefghijsk-abcdefghij, ***",
    "starts with sk-abcd, starts with ***",
    "sk-abcde…efghij, ***…***",
    "abcdef and cdefgh, *** and ***",
    "sk-ab is too short to tell, sk-ab is too short to tell"
  })
  void tellingPartsAreMasked(String text, String masked) {
    assertThat(key.masked(text)).isEqualTo(masked);
  }

  @Test
  void aShortKeyIsMaskedAsAWhole() {
    assertThat(new ApiKey("x1").masked("x1 or x2")).isEqualTo("*** or x2");
    assertThat(new ApiKey("").masked("nothing to hide")).isEqualTo("nothing to hide");
  }

  @Test
  void itIsNotShown() {
    assertThat(key).hasToString("***");
    assertThat(key.authorization()).isEqualTo("Bearer sk-abcdefghij");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\nX-Other: 1", "secret word", "sécret", "secret\u007f"})
  void whatCannotBeSentIsRefusedWithoutBeingRepeated(String value) {
    assertThatThrownBy(() -> new ApiKey(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STENO_REMOTE_KEY")
        .hasMessageNotContaining("cret");
  }
}
