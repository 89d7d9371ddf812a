package dev.steno.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.engine.model.DownloadPolicy;
import dev.steno.engine.model.KnownModels;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Path PERSON = Path.of(System.getProperty("user.home"));

  @ParameterizedTest
  @EnumSource
  void aSettingThatNobodySetHasItsDefault(Setting setting) {
    assertThat(with(Map.of()).text(setting)).isEqualTo(setting.defaultValue());
  }

  @ParameterizedTest
  @EnumSource
  void aMeaningIsOneSentenceWithoutAFullStop(Setting setting) {
    assertThat(setting.meaning()).isNotBlank().doesNotEndWith(".").doesNotContain("|", "\n");
  }

  @Test
  void aBlankValueCountsAsNotSet() {
    assertThat(with(Map.of("STENO_ACCESS", "  ")).text(Setting.STENO_ACCESS)).isEqualTo("local");
  }

  @Test
  void aValueIsTrimmed() {
    assertThat(with(Map.of("STENO_ACCESS", " open\n")).text(Setting.STENO_ACCESS))
        .isEqualTo("open");
  }

  @Test
  void aSystemPropertyIsReadBeforeAnythingElse() {
    String key = Setting.STENO_HOSTS.name();
    System.setProperty(key, "ada");
    try {
      assertThat(Settings.ofThisServer().text(Setting.STENO_HOSTS)).isEqualTo("ada");
    } finally {
      System.clearProperty(key);
    }
  }

  @Test
  void aNumberMayBeTheLeastOneButNoLess() {
    assertThat(with(Map.of("STENO_RUNNING", "3")).number(Setting.STENO_RUNNING, 3)).isEqualTo(3);
    assertThatThrownBy(() -> with(Map.of("STENO_RUNNING", "2")).number(Setting.STENO_RUNNING, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("STENO_RUNNING must be at least 3, but is 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "2.5", "1 000", "99999999999"})
  void whatIsNoWholeNumberIsNamedWithItsKey(String value) {
    assertThatThrownBy(() -> with(Map.of("STENO_RUNNING", value)).number(Setting.STENO_RUNNING, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("STENO_RUNNING", "whole number", value);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1500, 1500",
    "1k, 1024",
    "512m, 536870912",
    "10g, 10737418240",
    "3G, 3221225472"
  })
  void sizesAreInBytesOrMultiplesOf1024(String value, long bytes) {
    assertThat(with(Map.of("STENO_MAX_UPLOAD", value)).bytes(Setting.STENO_MAX_UPLOAD))
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"big", "10t", "g", "1.5g", "10 g", "9999999999999g", "-1g", "-1"})
  void whatIsNoSizeIsNamedWithItsKey(String value) {
    assertThatThrownBy(
            () -> with(Map.of("STENO_MAX_UPLOAD", value)).bytes(Setting.STENO_MAX_UPLOAD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("STENO_MAX_UPLOAD", "such as 512m", value);
  }

  @Test
  void namesAreSplitAtCommasAndInLowerCase() {
    assertThat(
            with(Map.of("STENO_HOSTS", " Steno.Example,, b.example ,")).names(Setting.STENO_HOSTS))
        .containsExactly("steno.example", "b.example");
    assertThat(with(Map.of()).names(Setting.STENO_HOSTS)).isEmpty();
  }

  @Test
  void theHomeIsInTheHomeOfThePersonUnlessItIsSet() {
    assertThat(with(Map.of()).home()).isEqualTo(PERSON.resolve(".steno"));
    assertThat(with(Map.of("STENO_HOME", "~")).home()).isEqualTo(PERSON);
    assertThat(with(Map.of("STENO_HOME", "~/a/../b")).home()).isEqualTo(PERSON.resolve("b"));
    assertThat(with(Map.of("STENO_HOME", "here")).home())
        .isEqualTo(Path.of("here").toAbsolutePath());
  }

  @Test
  void aTildeWithinANameIsNothingSpecial() {
    assertThat(with(Map.of("STENO_HOME", "/data/~/x")).home()).hasToString("/data/~/x");
    assertThat(with(Map.of("STENO_HOME", "/data/~")).home()).hasToString("/data/~");
  }

  @Test
  void theRecordingsAreInTheHomeUnlessTheyAreSet() {
    assertThat(with(Map.of("STENO_HOME", "/data")).media())
        .isEqualTo(Path.of("/data/recordings").toAbsolutePath());
    assertThat(with(Map.of("STENO_HOME", "/data", "STENO_MEDIA", "~/media")).media())
        .isEqualTo(PERSON.resolve("media"));
  }

  @Test
  void aChoiceIsOneOfTheConstantsInLowerCase() {
    assertThat(
            with(Map.of("STENO_MODEL_DOWNLOAD", "never"))
                .choice(Setting.STENO_MODEL_DOWNLOAD, DownloadPolicy.When.class))
        .isEqualTo(DownloadPolicy.When.NEVER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NEVER", "sometimes", "never,auto"})
  void whatIsNoChoiceIsNamedWithItsKeyAndWhatThereIs(String value) {
    assertThatThrownBy(
            () ->
                with(Map.of("STENO_MODEL_DOWNLOAD", value))
                    .choice(Setting.STENO_MODEL_DOWNLOAD, DownloadPolicy.When.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "STENO_MODEL_DOWNLOAD must be one of manual, auto, never, but is \"" + value + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://hub.example/a/b", "http://localhost:8081", "http://10.0.0.1/"})
  void anAddressIsOneOfTheWeb(String value) {
    assertThat(with(Map.of("STENO_MODEL_HUB", value)).address(Setting.STENO_MODEL_HUB))
        .hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hub.example",
        "file:///models",
        "https://",
        "https://ada:secret@hub.example/",
        "https://hub.example/?token=secret",
        "https://hub.example/#secret",
        "https://hub example/secret"
      })
  void whatIsNoSuchAddressIsNamedByItsKeyAndNotShown(String value) {
    assertThatThrownBy(
            () -> with(Map.of("STENO_MODEL_HUB", value)).address(Setting.STENO_MODEL_HUB))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STENO_MODEL_HUB")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void everyDefaultCanBeRead() {
    Settings settings = with(Map.of());

    assertThat(settings.bytes(Setting.STENO_MAX_UPLOAD)).isEqualTo(10L << 30);
    assertThat(settings.bytes(Setting.STENO_WORKER_HEAP)).isEqualTo(768L << 20);
    assertThat(settings.bytes(Setting.STENO_DECODER_MEMORY)).isEqualTo(1L << 30);
    assertThat(settings.bytes(Setting.STENO_OUTBOX_BYTES)).isEqualTo(1L << 20);
    assertThat(settings.number(Setting.STENO_MAX_HOURS, 1)).isEqualTo(24);
    assertThat(settings.number(Setting.STENO_REMOTE_REQUESTS, 1, 16)).isEqualTo(4);
    assertThat(settings.number(Setting.STENO_REMOTE_SECONDS, 1)).isEqualTo(300);
    assertThat(settings.number(Setting.STENO_HEARTBEAT_SECONDS, 1)).isEqualTo(30);
    assertThat(settings.number(Setting.STENO_SOCKETS, 1)).isEqualTo(20_000);
    assertThat(settings.address(Setting.STENO_MODEL_HUB)).hasHost("huggingface.co");
    assertThat(settings.choice(Setting.STENO_MODEL_DOWNLOAD, DownloadPolicy.When.class))
        .isEqualTo(DownloadPolicy.When.MANUAL);
    assertThat(KnownModels.published().find(settings.text(Setting.STENO_MODEL))).isPresent();
  }

  private static Settings with(Map<String, String> values) {
    return new Settings(values::get);
  }
}
