package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFolderTest {

  private static final Map<String, String> FILES =
      Map.of("libggml.so", "/debian-amd64/libggml.so", "libw.so", "/debian-amd64/libwhisper.so.1");

  @TempDir Path home;

  @Test
  void theFilesAreWrittenOnceAndNothingElseStays() throws IOException {
    Path folder = home.resolve("deep").resolve("libraries");
    LibraryFolder.fill(folder, FILES);
    Path file = folder.resolve("libggml.so");
    FileTime long1 = FileTime.fromMillis(1_000);
    Files.setLastModifiedTime(file, long1);

    LibraryFolder.fill(folder, FILES);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(long1);
    assertThat(names(folder)).containsExactlyInAnyOrder("libggml.so", "libw.so", "lock");
    assertThat(file).hasBinaryContent(resource("/debian-amd64/libggml.so"));
  }

  @Test
  void whatIsDamagedOrUnfinishedIsReplaced() throws IOException {
    LibraryFolder.fill(home, FILES);
    byte[] content = resource("/debian-amd64/libggml.so");
    byte[] damaged = content.clone();
    damaged[damaged.length / 2]++;
    Files.write(home.resolve("libggml.so"), damaged);
    Files.writeString(home.resolve("libw.so"), "short");
    Files.writeString(home.resolve("libw.so.part"), "of a worker that was killed");

    LibraryFolder.fill(home, FILES);

    assertThat(home.resolve("libggml.so")).hasBinaryContent(content);
    assertThat(home.resolve("libw.so")).hasBinaryContent(resource("/debian-amd64/libwhisper.so.1"));
    assertThat(names(home)).containsExactlyInAnyOrder("libggml.so", "libw.so", "lock");
  }

  @Test
  void aFolderThatCannotBeMadeIsAnError() throws IOException {
    Path file = Files.createFile(home.resolve("file"));

    assertThatThrownBy(() -> LibraryFolder.fill(file, FILES)).isInstanceOf(IOException.class);
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (var in = LibraryFolder.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      return in.readAllBytes();
    }
  }
}
