package dev.steno.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildClasspathTest {

  @TempDir Path folder;

  private final Map<String, String> files =
      new TreeMap<>(
          Map.of(
              "/WEB-INF/classes/dev/steno/A.class", "a",
              "/WEB-INF/classes/top.txt", "top",
              "/WEB-INF/lib/javacpp-1.jar", "javacpp",
              "/WEB-INF/lib/ffmpeg-1.jar", "ffmpeg",
              "/WEB-INF/lib/h2-1.jar", "h2",
              "/index.html", "page"));

  @Test
  void classesAndTheWantedJarsAreUnpackedAndNothingElse() throws Exception {
    List<Path> classpath = unpack();

    assertThat(classpath)
        .extracting(path -> path.getFileName().toString())
        .containsExactly("classes", "ffmpeg-1.jar", "javacpp-1.jar");
    assertThat(classpath.get(0).resolve("dev/steno/A.class")).hasContent("a");
    assertThat(classpath.get(0).resolve("top.txt")).hasContent("top");
    assertThat(classpath.get(1)).hasContent("ffmpeg");
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .doesNotContain("h2-1.jar", "index.html");
    }
  }

  @Test
  void whatIsThereIsNotWrittenAgain() throws Exception {
    Path jar = unpack().get(1);
    FileTime longAgo = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(jar, longAgo);

    assertThat(unpack().get(1)).isEqualTo(jar);
    assertThat(Files.getLastModifiedTime(jar)).isEqualTo(longAgo);
  }

  @Test
  void anotherVersionReplacesTheFormerOne() throws Exception {
    Path former = unpack().get(0);
    files.put("/WEB-INF/classes/dev/steno/A.class", "b");

    Path current = unpack().get(0);

    assertThat(current).isNotEqualTo(former);
    assertThat(current.resolve("dev/steno/A.class")).hasContent("b");
    assertThat(former).doesNotExist();
  }

  @Test
  void leftoversOfAnInterruptedStartAreRemoved() throws Exception {
    Path leftover = Files.createDirectories(folder.resolve("unfinished-1/WEB-INF"));

    unpack();

    assertThat(leftover.getParent()).doesNotExist();
  }

  @Test
  void aWarThatListsWhatItDoesNotHaveIsRefused() {
    ChildClasspath.War war =
        new FakeWar() {
          @Override
          public @Nullable InputStream open(String path) {
            return null;
          }
        };
    assertThatIOException()
        .isThrownBy(() -> new ChildClasspath(war, folder).unpack(List.of()))
        .withMessageContaining("does not open");
  }

  private List<Path> unpack() throws Exception {
    return new ChildClasspath(new FakeWar(), folder).unpack(List.of("javacpp-", "ffmpeg-"));
  }

  /** Lists like a servlet context: children only, folders with a slash, null for nothing. */
  private class FakeWar implements ChildClasspath.War {

    @Override
    public @Nullable Set<String> list(String below) {
      Set<String> children = new TreeSet<>();
      for (String file : files.keySet()) {
        if (file.startsWith(below)) {
          int slash = file.indexOf('/', below.length());
          children.add(slash < 0 ? file : file.substring(0, slash + 1));
        }
      }
      return children.isEmpty() ? null : children;
    }

    @Override
    public @Nullable InputStream open(String path) {
      String content = files.get(path);
      return content == null
          ? null
          : new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }
  }
}
