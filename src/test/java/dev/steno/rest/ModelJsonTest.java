package dev.steno.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.engine.model.Checksum;
import dev.steno.engine.model.DamagedModel;
import dev.steno.engine.model.InstallationProgress;
import dev.steno.engine.model.InstalledModel;
import dev.steno.engine.model.KnownModel;
import dev.steno.engine.model.ModelDimensions;
import dev.steno.engine.model.ModelFile;
import dev.steno.engine.model.ModelState;
import dev.steno.engine.model.StoredModel;
import dev.steno.engine.model.WeightType;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelJsonTest {

  private static final KnownModel TINY =
      new KnownModel("tiny.en", 1000, Checksum.sha1("0".repeat(40)));
  private final ProblemException problem =
      new ProblemException(ErrorCode.DOWNLOAD_FAILED, "It is not there.", "answered 404", null);

  @Test
  void aModelThatIsNotHereTellsWhatItWouldBe() {
    assertThat(written(state(TINY, null, null, null)))
        .isEqualTo(
            json(
                """
                {"name": "tiny.en", "status": "absent", "installed": false, "in_use": false,
                 "recommended": true, "size": 1000, "multilingual": false, "languages": ["en"],
                 "licence": "MIT"}
                """));
  }

  @Test
  void aModelThatComesTellsHowFarItIs() {
    assertThat(written(state(TINY, null, new InstallationProgress(250, 1010, 24, 7), null)))
        .isEqualTo(
            json(
                """
                {"name": "tiny.en", "status": "installing", "installed": false, "in_use": false,
                 "recommended": true, "size": 1000, "multilingual": false, "languages": ["en"],
                 "licence": "MIT", "percentage": 24, "bytes": 250, "total_bytes": 1010,
                 "eta_seconds": 7}
                """));
  }

  @Test
  void howLongItTakesIsLeftOutWhileNobodyCanSay() {
    assertThat(written(state(TINY, null, new InstallationProgress(0, 1000, 0, null), null)))
        .containsKey("percentage")
        .doesNotContainKey("eta_seconds");
  }

  @Test
  void aModelThatIsHereTellsWhatItsFileSays() {
    ModelFile english =
        new ModelFile(
            new ModelDimensions(51864, 1500, 64, 1, 4, 448, 64, 1, 4, 80), WeightType.F16, 12345);
    InstalledModel stored = new InstalledModel("ours", Path.of("secret", "ours.bin"), english);

    assertThat(
            written(
                new ModelState(
                    "ours",
                    Optional.empty(),
                    Optional.of(stored),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    false)))
        .isEqualTo(
            json(
                """
                {"name": "ours", "status": "installed", "installed": true, "in_use": true,
                 "recommended": false, "size": 12345, "multilingual": false, "languages": ["en"]}
                """));
  }

  @Test
  void aModelOfManyLanguagesNamesThemAll() {
    KnownModel many = new KnownModel("base", 1000, Checksum.sha1("0".repeat(40)));

    JsonObject json = written(state(many, null, null, null));

    assertThat(json.getBoolean("multilingual")).isTrue();
    assertThat(json.getJsonArray("languages").getValuesAs(JsonString::getString))
        .hasSize(99)
        .contains("en", "de", "cy");
  }

  @Test
  void aDamagedModelTellsWhy() {
    DamagedModel stored = new DamagedModel("tiny", Path.of("secret", "ggml-tiny.bin"), 5, problem);

    assertThat(written(state(TINY, stored, null, problem)))
        .isEqualTo(
            json(
                """
                {"name": "tiny.en", "status": "damaged", "installed": false, "in_use": false,
                 "recommended": true, "size": 1000, "multilingual": false, "languages": ["en"],
                 "licence": "MIT",
                 "error": {"error_code": "DOWNLOAD_FAILED", "user_message": "It is not there.",
                           "technical_detail": "answered 404"}}
                """));
  }

  private static ModelState state(
      KnownModel known,
      @Nullable StoredModel stored,
      @Nullable InstallationProgress progress,
      @Nullable ProblemException problem) {
    return new ModelState(
        known.name(),
        Optional.of(known),
        Optional.ofNullable(stored),
        Optional.ofNullable(progress),
        Optional.ofNullable(problem),
        false,
        true);
  }

  private static JsonObject written(ModelState state) {
    return ModelJson.of(state).build();
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
