package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** The messages are those of the dynamic linkers of glibc and musl. */
class LoadingProblemTest {

  @Test
  void aMissingLibgompIsNamedWithItsPackages() {
    ProblemException problem =
        problem(
            "libgomp.so.1: cannot open shared object file: No such file or directory\n"
                + "Native library (/home/ada/.steno/native/libwhisper.so.1) not found");

    assertThat(problem.code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE);
    assertThat(problem.userMessage())
        .contains("libgomp.so.1", "libgomp1 (Debian", "libgomp (Red Hat");
    assertThat(problem.technicalDetail())
        .isEqualTo(
            "libgomp.so.1: cannot open shared object file: No such file or directory Native"
                + " library (libwhisper.so.1) not found");
  }

  @Test
  void aMissingCppLibraryIsNamedWithItsPackages() {
    assertThat(
            problem("libstdc++.so.6: cannot open shared object file: No such file or directory")
                .userMessage())
        .contains("libstdc++6 (Debian");
  }

  @Test
  void anOldSystemIsTold() {
    assertThat(
            problem(
                    "/lib64/libm.so.6: version `GLIBC_2.29' not found (required by"
                        + " /opt/steno/libwhisper.so.1)")
                .userMessage())
        .contains("glibc 2.29 or newer", "STENO_WHISPER_LIBRARY");
    assertThat(problem("libstdc++.so.6: version `GLIBCXX_3.4.26' not found").userMessage())
        .contains("too old");
  }

  @Test
  void aSystemWithoutGlibcIsTold() {
    assertThat(
            problem(
                    "Error loading shared library ld-linux-x86-64.so.2: No such file or directory"
                        + " (needed by /data/libjnidispatch.so)")
                .userMessage())
        .contains("needs glibc", "Alpine");
    assertThat(
            problem("Error relocating /data/libjnidispatch.so: __snprintf_chk: symbol not found")
                .userMessage())
        .contains("needs glibc");
  }

  @Test
  void aDiskWithoutProgramsIsTold() {
    ProblemException problem =
        problem(
            "/home/ada/.steno/native/libwhisper.so.1: failed to map segment from shared object:"
                + " Operation not permitted");

    assertThat(problem.userMessage()).contains("noexec", "STENO_HOME");
    assertThat(problem.technicalDetail()).doesNotContain("ada").contains("libwhisper.so.1");
  }

  @Test
  void aLibraryWithoutItsFunctionsIsOfTheWrongVersion() {
    assertThat(
            problem("Error looking up function 'whisper_full_with_state': undefined symbol")
                .userMessage())
        .contains("not of version 1.7.1", "STENO_WHISPER_LIBRARY");
  }

  @Test
  void anythingElseIsToldWithItsDetail() {
    ProblemException problem = problem("C:\\Users\\ada\\whisper.dll: %1 is no application");

    assertThat(problem.userMessage()).contains("could not be loaded");
    assertThat(problem.technicalDetail()).isEqualTo("whisper.dll: %1 is no application");
  }

  private static ProblemException problem(String said) {
    return LoadingProblem.of(new UnsatisfiedLinkError(said));
  }
}
