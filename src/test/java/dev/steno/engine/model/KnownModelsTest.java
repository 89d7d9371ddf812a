package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownModelsTest {

  static List<KnownModel> published() {
    return KnownModels.published().all();
  }

  @Test
  void everyModelIsThereOnce() {
    assertThat(published()).hasSize(24);
    assertThat(published()).extracting(KnownModel::name).doesNotHaveDuplicates();
    assertThat(published()).extracting(KnownModel::checksum).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("published")
  void everyNameTellsTheQualityAndIsTheNameOfAFile(KnownModel model) {
    assertThat(ModelName.ofFile(model.fileName())).hasValue(model.name());
    assertThat(KnownModels.published().find(model.name())).hasValue(model);
    assertThat(ModelQuality.isEnglishOnly(model.name())).isEqualTo(model.name().contains(".en"));
    assertThat(model.bytes()).isBetween(30L << 20, 3L << 30);
    assertThat(model.mostBytes()).isGreaterThan(model.bytes());
  }

  @Test
  void onlyOneHasNoBetterSumThanTheOldKind() {
    assertThat(published())
        .filteredOn(model -> model.checksum().algorithm().equals("SHA-1"))
        .extracting(KnownModel::name)
        .containsExactly("large-v3-turbo-q5_0");
  }

  @ParameterizedTest
  @CsvSource({
    "tiny, 99",
    "tiny.en, 1",
    "medium.en-q5_0, 1",
    "large-v2-q5_0, 99",
    "large-v3, 100",
    "large-v3-turbo-q8_0, 100"
  })
  void howManyLanguagesAModelKnowsIsInItsName(String name, int languages) {
    KnownModel model = KnownModels.published().find(name).orElseThrow();

    assertThat(model.languages()).hasSize(languages).startsWith("en");
    assertThat(model.languages().contains("yue")).isEqualTo(languages == 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../tiny", "a/b", "a\\b", "ggml-tiny", "TINY", "tiny ", "-x", "a\nb"})
  void aNameThatMustNotBecomeAPathIsRefused(String name) {
    Checksum sum = Checksum.sha1("0".repeat(40));

    assertThatThrownBy(() -> new KnownModel(name, 1, sum))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ModelName.publishedFile(name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ModelName.arrivingFile(name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"SHA-256, abc", "SHA-1, ''", "MD5, d41d8cd98f00b204e9800998ecf8427e"})
  void aSumMustBeOne(String algorithm, String hex) {
    assertThatThrownBy(() -> new Checksum(algorithm, hex))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
