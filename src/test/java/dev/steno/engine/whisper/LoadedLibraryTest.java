package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.engine.model.CraftedModel;
import dev.steno.process.ChildJvm;
import dev.steno.process.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Loads native code, in child processes. */
@EnabledOnOs(OS.LINUX)
class LoadedLibraryTest {

  @TempDir Path home;

  private final ExecutorService executor = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void theStructuresAreAsLongAsThoseOfTheLibrary() throws Exception {
    assertThat(probe("", "")).contains("context 48", "full 264", "token 56");
  }

  @Test
  void theLibraryAndItsFunctionsAreThere() throws Exception {
    assertThat(probe("", "")).doesNotContain("ENGINE_UNAVAILABLE");
    assertThat(WhisperLibrary.functions())
        .hasSize(30)
        .contains("whisper_full_with_state", "whisper_full_get_segment_t0_from_state");
  }

  @Test
  void warningsAndErrorsOfTheLibraryAreThoseThatGoToTheLog() throws Exception {
    List<String> lines = probe("", home.resolve("gone.bin").toString());

    assertThat(lines).anyMatch(line -> line.startsWith("1 ") && line.contains("loading model"));
    assertThat(lines).anyMatch(line -> line.startsWith("3 ") && line.contains("failed to open"));
    assertThat(lines).contains("no model");
  }

  @Test
  void anExternalLibraryOfTheRightVersionIsTaken() throws Exception {
    Path folder = home.resolve("external");
    LibraryFolder.fill(
        folder,
        Map.of(
            "libwhisper.so.1", "/debian-amd64/libwhisper.so.1",
            "libggml.so", "/debian-amd64/libggml.so"));

    assertThat(probe(folder.resolve("libwhisper.so.1").toString(), "")).contains("full 264");
  }

  @Test
  void anExternalLibraryWithoutTheFunctionsIsRefused() throws Exception {
    LibraryFolder.fill(home, Map.of("libggml.so", "/debian-amd64/libggml.so"));

    assertThat(probe(home.resolve("libggml.so").toString(), ""))
        .anyMatch(line -> line.startsWith("ENGINE_UNAVAILABLE") && line.contains("version 1.7.1"))
        .anyMatch(line -> line.startsWith("detail") && line.contains("whisper_"));
  }

  @Test
  void anExternalLibraryThatIsNoneIsRefused() throws Exception {
    Path text = Files.writeString(home.resolve("libwhisper.so"), "this is no library");

    assertThat(probe(text.toString(), ""))
        .anyMatch(line -> line.startsWith("ENGINE_UNAVAILABLE"))
        .anyMatch(line -> line.startsWith("detail") && !line.contains(home.toString()));
    assertThat(probe(home.resolve("gone.so").toString(), ""))
        .anyMatch(line -> line.startsWith("ENGINE_UNAVAILABLE") && line.contains("is not there"));
  }

  @Test
  void aFolderThatCannotBeWrittenIsAProblemToTell() throws Exception {
    Path file = Files.createFile(home.resolve("file"));

    assertThat(output(file.resolve("native"), "", ""))
        .anyMatch(
            line -> line.startsWith("ENGINE_UNAVAILABLE") && line.contains("room on its disk"));
  }

  @Test
  void theModelTellsHowLikelyNobodySpeaks() throws Exception {
    Path model = CraftedModel.tiny().says("hello", 0, 2).write(home.resolve("m.bin"));

    List<String> told =
        probe("", model.toString()).stream().filter(line -> line.startsWith("no speech")).toList();

    // Its only wish is the language: all other tokens are equally unlikely.
    assertThat(told).hasSize(2).allMatch(line -> line.equals(told.get(0)));
    assertThat(Double.parseDouble(told.get(0).substring(10))).isBetween(1e-16, 1e-9);
  }

  @Test
  void aLoopWithoutEndEndsWithATimeSoThatItCanBeMeasured() throws Exception {
    Path model = CraftedModel.tiny().repeats("and so on").write(home.resolve("m.bin"));

    assertThat(probe("", model.toString()))
        .contains("tokens 220", "ends with a sign")
        .anyMatch(line -> line.matches("spoken at [0-9]+"));
  }

  @Test
  void aRefusedLibraryLeavesNoTemporaryFiles() throws Exception {
    Path text = Files.writeString(home.resolve("libwhisper.so"), "this is no library");
    Path temporary = home.resolve("work");

    probe(text.toString(), "");

    try (var files = Files.list(temporary)) {
      assertThat(files).isEmpty();
    }
  }

  private List<String> probe(String library, String model) throws Exception {
    return output(home.resolve("native"), library, model);
  }

  private List<String> output(Path libraries, String library, String model) throws Exception {
    List<Path> classpath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    Path work = Files.createDirectories(home.resolve("work"));
    ChildProcess child =
        new ChildJvm(classpath, work, executor)
            .start(
                new ChildJvm.Spec(
                    "probe",
                    NativeProbe.class.getName(),
                    "64m",
                    List.of("-Duser.home=" + work),
                    Map.of(),
                    List.of(libraries.toString(), library, model)));
    return read(child);
  }

  private static List<String> read(ChildProcess child) throws IOException {
    return new String(child.output().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
  }
}
