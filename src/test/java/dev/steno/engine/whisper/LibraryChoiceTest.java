package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LibraryChoiceTest {

  private static final Machine FAST =
      Machine.of("Linux", "amd64", "flags : sse avx avx2 fma f16c avx512f");
  private static final Machine SLOW = Machine.of("Linux", "amd64", "flags : sse avx f16c");
  private static final Machine ARM_WITH_HALVES =
      Machine.of("Linux", "aarch64", "Features : crc32 fphp");
  private static final Machine ARM = Machine.of("Linux", "aarch64", "Features : crc32");

  @Test
  void theFastLibraryIsTakenWhereTheProcessorCanRunIt() {
    assertThat(LibraryChoice.of(FAST).files())
        .containsEntry("libwhisper.so.1", "/debian-amd64/libwhisper.so.1")
        .containsEntry("libggml.so", "/debian-amd64/libggml+mf16c+mfma+mavx+mavx2.so");
    assertThat(LibraryChoice.of(SLOW).files())
        .containsEntry("libggml.so", "/debian-amd64/libggml.so");
    assertThat(LibraryChoice.of(ARM_WITH_HALVES).files())
        .containsEntry("libggml.so", "/debian-arm64/libggml+fp16.so");
    assertThat(LibraryChoice.of(ARM).files())
        .containsEntry("libggml.so", "/debian-arm64/libggml+crc.so");
  }

  @Test
  void everyChoiceHasAFolderOfItsOwn() {
    assertThat(List.of(FAST, SLOW, ARM_WITH_HALVES, ARM))
        .extracting(machine -> LibraryChoice.of(machine).variant())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.startsWith("whisper-1.7.1-"));
  }

  @Test
  void everythingThatIsChosenIsInTheJars() {
    for (Machine machine :
        List.of(
            FAST,
            SLOW,
            ARM_WITH_HALVES,
            ARM,
            Machine.of("Mac OS X", "aarch64", ""),
            Machine.of("Mac OS X", "x86_64", ""))) {
      assertInJars(LibraryChoice.of(machine).files());
      assertThat(LibraryChoice.of(machine).files()).containsKey(LibraryChoice.of(machine).main());
      assertInJars(LibraryChoice.jna(machine));
    }
    assertInJars(LibraryChoice.jna(Machine.of("Windows 11", "amd64", "")));
  }

  private static void assertInJars(Map<String, String> files) {
    assertThat(files.values())
        .allSatisfy(
            resource ->
                assertThat(LibraryChoice.class.getResource(resource)).as(resource).isNotNull());
  }

  @Test
  void withoutALibraryPeopleAreToldWhatToDo() {
    assertUnavailable(() -> LibraryChoice.of(Machine.of("Windows 11", "amd64", "")));
    assertUnavailable(() -> LibraryChoice.of(Machine.of("Linux", "arm", "")));
    assertUnavailable(() -> LibraryChoice.of(Machine.of("Linux", "x86", "")));
    assertUnavailable(() -> LibraryChoice.of(Machine.of("Linux", "aarch64", "Features : fp")));
    assertUnavailable(() -> LibraryChoice.jna(Machine.of("SunOS", "amd64", "")));
  }

  private static void assertUnavailable(ThrowingCallable choice) {
    assertThatThrownBy(choice)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE))
        .hasMessageContaining("STENO_WHISPER_LIBRARY");
  }
}
