package dev.steno.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {

  private static final long PATIENCE = 30_000;

  @TempDir Path folder;

  private final ExecutorService executor = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void aChildEndsWhenItsInputIsClosed() throws Exception {
    ChildProcess child = start(Waiting.class, Map.of());
    assertThat(line(child)).isEqualTo("waiting");
    assertThat(child.alive()).isTrue();
    assertThat(child.exitStatus()).isEmpty();

    child.input().close();

    assertThat(child.waitFor(PATIENCE)).isTrue();
    assertThat(child.exitStatus()).hasValue(ParentWatch.PARENT_GONE);
  }

  @Test
  void aChildEndsWhenItsParentIsKilled() throws Exception {
    ChildProcess parent = start(Parent.class, Map.of());
    ProcessHandle grandchild = ProcessHandle.of(Long.parseLong(line(parent))).orElseThrow();
    assertThat(grandchild.isAlive()).isTrue();

    parent.kill();

    await().until(() -> !grandchild.isAlive());
  }

  @Test
  void aKilledChildIsGone() throws Exception {
    ChildProcess child = start(Waiting.class, Map.of());
    assertThat(line(child)).isEqualTo("waiting");

    child.kill();

    assertThat(child.waitFor(PATIENCE)).isTrue();
    child.kill();
    assertThat(child.alive()).isFalse();
  }

  @Test
  void theEnvironmentOfTheServerStaysInTheServer() throws Exception {
    assertThat(System.getenv()).isNotEmpty();

    ChildProcess child = start(Environment.class, Map.of("ONE", "only"));

    assertThat(line(child)).isEqualTo("{LC_ALL=C.UTF-8, ONE=only}");
    child.kill();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theMemoryOfALivingChildIsTold() throws Exception {
    ChildProcess child = start(Waiting.class, Map.of());
    assertThat(line(child)).isEqualTo("waiting");
    assertThat(child.residentBytes()).isPresent();
    assertThat(child.residentBytes().getAsLong()).isBetween(10L << 20, 500L << 20);

    child.kill();
    assertThat(child.waitFor(PATIENCE)).isTrue();
    assertThat(child.residentBytes().orElse(0)).isZero();
  }

  @Test
  void heapExhaustionHasAStatusOfItsOwn() throws Exception {
    ChildProcess child = start(Glutton.class, Map.of());
    assertThat(child.waitFor(PATIENCE)).isTrue();
    assertThat(child.exitStatus()).hasValue(ChildJvm.HEAP_EXHAUSTED);
  }

  @Test
  void theLastWordsAreKept() throws Exception {
    ChildProcess child = start(Talker.class, Map.of());
    assertThat(child.waitFor(PATIENCE)).isTrue();
    await().until(() -> child.lastWords().endsWith("line 99"));
    assertThat(child.lastWords().lines()).hasSize(20);
    assertThat(child.lastWords().length()).isLessThan(20 * 501);
  }

  /** Waits for its parent to go away. */
  static final class Waiting {
    public static void main(String[] arguments) throws InterruptedException {
      ParentWatch.begin(System.in);
      System.out.println("waiting");
      new CountDownLatch(1).await();
    }
  }

  /** Starts a child of its own and tells its process id. */
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      ChildProcess child =
          new ChildJvm(classpath(), Path.of("."), Executors.newCachedThreadPool())
              .start(spec(Waiting.class, Map.of()));
      line(child);
      System.out.println(child.pid());
      new CountDownLatch(1).await();
    }
  }

  /** Tells its environment, and waits. */
  static final class Environment {
    public static void main(String[] arguments) throws Exception {
      System.out.println(System.getenv());
      System.in.read();
    }
  }

  /** Takes all of its heap. */
  static final class Glutton {
    public static void main(String[] arguments) {
      System.err.println(new byte[1 << 30].length);
    }
  }

  /** Writes much to its standard error. */
  static final class Talker {
    public static void main(String[] arguments) {
      for (int i = 0; i < 100; i++) {
        System.err.println("x".repeat(i == 98 ? 100_000 : 10));
        System.err.println("line " + i);
      }
    }
  }

  private ChildProcess start(Class<?> mainClass, Map<String, String> environment) throws Exception {
    return new ChildJvm(classpath(), folder, executor).start(spec(mainClass, environment));
  }

  private static ChildJvm.Spec spec(Class<?> mainClass, Map<String, String> environment) {
    return new ChildJvm.Spec(
        "child", mainClass.getName(), "32m", List.of(), environment, List.of());
  }

  private static List<Path> classpath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  private static String line(ChildProcess child) throws Exception {
    return new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8))
        .readLine();
  }
}
