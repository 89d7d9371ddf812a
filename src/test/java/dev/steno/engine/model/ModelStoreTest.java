package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {

  private static final byte[] SOUND = SampleFiles.multilingual();
  private static final byte[] ENGLISH = SampleFiles.english();

  @TempDir Path folder;

  private final Set<String> used = new HashSet<>();

  private ModelStore store() {
    return new ModelStore(folder, used::contains);
  }

  private Path drop(String fileName, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(fileName), bytes);
  }

  private static List<String> names(List<? extends StoredModel> models) {
    return models.stream().map(StoredModel::name).toList();
  }

  @Test
  void aFileThatIsDroppedIntoTheFolderIsRecognisedWithoutARestart() throws IOException {
    ModelStore store = store();
    assertThat(store.all()).isEmpty();

    drop("ggml-base.bin", SOUND);
    drop("ours-v1.2_x.bin", ENGLISH);

    assertThat(names(store.all())).containsExactly("base", "ours-v1.2_x");
    assertThat(store.require("base"))
        .returns(true, InstalledModel::multilingual)
        .returns((long) SOUND.length, InstalledModel::bytes)
        .returns(folder.resolve("ggml-base.bin"), InstalledModel::path);
    assertThat(store.require("ours-v1.2_x")).returns(false, InstalledModel::multilingual);
  }

  @Test
  void aFileThatVanishesIsForgotten() throws IOException {
    ModelStore store = store();
    Path file = drop("ggml-base.bin", SOUND);
    assertThat(store.find("base")).isPresent();

    Files.delete(file);

    assertThat(store.find("base")).isEmpty();
    assertUnavailable(() -> store.require("base"));
  }

  @Test
  void aFolderThatIsNotThereHoldsNothing() {
    assertThat(new ModelStore(folder.resolve("nowhere"), used::contains).all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDamagedFileIsListedWithTheReasonButNeverUsed(boolean foreign) throws IOException {
    drop("ggml-base.bin", foreign ? SampleFiles.foreign() : SampleFiles.truncated());
    ModelStore store = store();

    assertThat(store.all())
        .singleElement()
        .isInstanceOfSatisfying(
            DamagedModel.class,
            damaged -> assertThat(damaged.problem().userMessage()).isNotBlank());
    assertThat(store.bestFirst(null)).isEmpty();
    assertThat(store.best("en")).isEmpty();
    assertUnavailable(() -> store.require("base"));
  }

  @Test
  void aFileThatIsStillBeingCopiedIsDamagedNowAndFineLater() throws IOException {
    ModelStore store = store();
    drop("ggml-base.bin", SampleFiles.truncated());
    assertThat(store.best("en")).isEmpty();

    drop("ggml-base.bin", SOUND);

    assertThat(store.best("en")).isPresent();
  }

  @Test
  void aFileOfTheSameSizeButAnotherTimeIsLookedAtAgain() throws IOException {
    ModelStore store = store();
    Path file = drop("ggml-base.bin", SOUND);
    FileTime time = Files.getLastModifiedTime(file);
    assertThat(store.best("en")).isPresent();

    drop("ggml-base.bin", new byte[SOUND.length]);
    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 2000));

    assertThat(store.best("en")).isEmpty();
  }

  @Test
  void aFileThatDidNotChangeIsNotReadAgain() throws IOException {
    ModelStore store = store();
    Path file = drop("ggml-base.bin", SOUND);
    FileTime time = FileTime.fromMillis(1_700_000_000_000L);
    Files.setLastModifiedTime(file, time);
    assertThat(store.best("en")).isPresent();

    drop("ggml-base.bin", new byte[SOUND.length]);
    Files.setLastModifiedTime(file, time);

    assertThat(store.best("en")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Base.bin",
        "ggml-.bin",
        "ggml-ggml-base.bin",
        "-base.bin",
        ".base.bin",
        "base.bin.part",
        "base.part",
        "base",
        "ba se.bin",
        "bäse.bin",
        "a0123456789012345678901234567890123456789012345678901234567890123.bin"
      })
  void aFileThatIsNotNamedLikeAModelIsNone(String fileName) throws IOException {
    drop(fileName, SOUND);

    assertThat(store().all()).isEmpty();
  }

  @Test
  void aFolderNamedLikeAModelIsNone() throws IOException {
    Files.createDirectory(folder.resolve("ggml-base.bin"));

    assertThat(store().all()).isEmpty();
  }

  @Test
  void aLinkThatLeadsOutOfTheFolderIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path outside = Files.write(elsewhere.resolve("ggml-base.bin"), SOUND);
    Files.createSymbolicLink(folder.resolve("ggml-base.bin"), outside);
    ModelStore store = store();

    assertUnavailable(() -> store.require("base"));
    store.delete("base");
    assertThat(outside).exists();
    assertThat(store.all()).isEmpty();
  }

  @Test
  void aLinkWithinTheFolderIsFine() throws IOException {
    drop("base-file", SOUND);
    Files.createSymbolicLink(folder.resolve("ggml-base.bin"), Path.of("base-file"));

    assertThat(store().require("base").bytes()).isEqualTo(SOUND.length);
  }

  @Test
  void aLinkToNothingIsNoModel() throws IOException {
    Files.createSymbolicLink(folder.resolve("ggml-base.bin"), Path.of("nothing"));

    assertThat(store().all()).isEmpty();
  }

  @Test
  void aFileThatMustNotBeReadIsDamagedUntilItMay() throws IOException {
    Path file = drop("ggml-base.bin", SOUND);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "whoever runs this may read everything");
    ModelStore store = store();
    assertUnavailable(() -> store.require("base"));

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThat(store.require("base").name()).isEqualTo("base");
  }

  @Test
  void ofTwoFilesOfOneModelTheSoundOneCountsAndThenThePublishedName() throws IOException {
    Path plain = drop("base.bin", SOUND);
    Path published = drop("ggml-base.bin", SOUND);
    assertThat(store().require("base").path()).isEqualTo(published);

    drop("ggml-base.bin", SampleFiles.foreign());
    ModelStore store = store();

    assertThat(store.all()).hasSize(1);
    assertThat(store.require("base").path()).isEqualTo(plain);
    store.delete("base");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aModelInUseIsNotDeleted() throws IOException {
    drop("ggml-base.bin", SOUND);
    drop("ggml-tiny.bin", SOUND);
    used.add("base");
    ModelStore store = store();

    assertThat(store.inUse("base")).isTrue();
    assertThat(store.inUse("tiny")).isFalse();
    assertThatThrownBy(() -> store.delete("base"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CONFLICT));
    store.delete("tiny");
    assertThat(names(store.all())).containsExactly("base");
  }

  @Test
  void theLargestIsTheBestAndOfOneSizeTheMostPrecise() throws IOException {
    for (String name :
        List.of(
            "tiny",
            "large-v2",
            "large-v3-turbo-q5_0",
            "large-v3-turbo-q8_0",
            "large-v3-turbo",
            "medium",
            "small-q5_1",
            "small",
            "large-v3-q5_0",
            "base")) {
      drop("ggml-" + name + ".bin", SOUND);
    }

    assertThat(names(store().bestFirst("fr")))
        .containsExactly(
            "large-v3-q5_0",
            "large-v3-turbo",
            "large-v3-turbo-q8_0",
            "large-v3-turbo-q5_0",
            "large-v2",
            "medium",
            "small",
            "small-q5_1",
            "base",
            "tiny");
  }

  @Test
  void anEnglishModelIsBetterThanItsTwinOnlyAtEnglish() throws IOException {
    drop("ggml-base.en.bin", ENGLISH);
    drop("ggml-base.bin", SOUND);
    drop("ggml-tiny.bin", SOUND);

    assertBestFirst("en", "base.en", "base", "tiny");
    assertBestFirst("de", "base", "tiny", "base.en");
    assertBestFirst(null, "base", "tiny", "base.en");
  }

  @Test
  void anEnglishModelIsBetterThanNoneUnlessTheLanguageIsKnown() throws IOException {
    drop("ggml-base.en.bin", ENGLISH);

    assertThat(store().best("en")).isPresent();
    assertThat(store().best(null)).isPresent();
    assertThat(store().best("de")).isEmpty();
  }

  @Test
  void aLanguageThatOnlySomeModelsKnowIsLeftToThem() throws IOException {
    drop("ggml-large-v2.bin", SOUND);
    CraftedModel.small()
        .hundredLanguages()
        .says("Hello", 0, 1)
        .write(folder.resolve("ggml-tiny.bin"));

    assertBestFirst("yue", "tiny", "large-v2");
    assertBestFirst("zh", "large-v2", "tiny");
    assertThat(store().best("tlh")).isEmpty();
  }

  @Test
  void whatTheNameDoesNotTellTheFileDoes() throws IOException {
    drop("ggml-tiny.bin", SOUND);
    drop("zebra.bin", tinyInDisguise());
    drop("odd.bin", SOUND);

    assertBestFirst("en", "tiny", "zebra", "odd");
  }

  private byte[] tinyInDisguise() throws IOException {
    return Files.readAllBytes(
        CraftedModel.tiny().says("Hello", 0, 1).write(folder.resolve("crafted")));
  }

  private void assertBestFirst(@Nullable String language, String... expected) {
    assertThat(names(store().bestFirst(language))).containsExactly(expected);
    assertThat(store().best(language)).map(InstalledModel::name).hasValue(expected[0]);
  }

  private static void assertUnavailable(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE));
  }
}
