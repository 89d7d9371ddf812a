package dev.steno.engine.whisper;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;

/** Says what to do when the system refuses to load a native library. */
final class LoadingProblem {

  private LoadingProblem() {}

  /**
   * The problem for people.
   *
   * @param refused what the system said
   */
  static ProblemException of(Throwable refused) {
    String said = String.valueOf(refused.getMessage());
    return new ProblemException(
        ErrorCode.ENGINE_UNAVAILABLE, advice(said), withoutPaths(said), refused);
  }

  private static String advice(String said) {
    if (said.contains("libgomp")) {
      return "The whisper engine needs the library libgomp.so.1, which this machine lacks. Install"
          + " the package libgomp1 (Debian, Ubuntu, SUSE) or libgomp (Red Hat, Fedora, Alma,"
          + " Rocky), then try again.";
    }
    if (said.contains("libstdc++") && !said.contains("GLIBCXX_")) {
      return "The whisper engine needs the library libstdc++.so.6, which this machine lacks."
          + " Install the package libstdc++6 (Debian, Ubuntu, SUSE) or libstdc++ (Red Hat, Fedora,"
          + " Alma, Rocky), then try again.";
    }
    if (said.contains("GLIBC_") || said.contains("GLIBCXX_")) {
      return "The C library of this machine is too old for the whisper engine, which needs glibc"
          + " 2.29 or newer (Debian 11, Ubuntu 20.04, Red Hat 9). Use a newer system, or name a"
          + " whisper.cpp 1.7.1 that was built for this one in the setting "
          + WhisperModelSpec.LIBRARY_SETTING
          + ".";
    }
    if (said.contains("ld-linux") || said.contains("Error relocating")) {
      return "The whisper engine needs glibc, which this machine (Alpine?) does not have. Use a"
          + " system with glibc, or name a whisper.cpp 1.7.1 that was built for this one in the"
          + " setting "
          + WhisperModelSpec.LIBRARY_SETTING
          + ".";
    }
    if (said.contains("failed to map segment")) {
      return "The data folder is on a disk from which programs must not be run (noexec), so the"
          + " whisper engine cannot be loaded. Move STENO_HOME to another one.";
    }
    if (said.contains("Error looking up function") || said.contains("undefined symbol")) {
      return wrongVersion();
    }
    return "The whisper engine could not be loaded on this machine. See the technical detail, or"
        + " use another engine.";
  }

  /** What an administrator is told whose own library is not the right one. */
  static String wrongVersion() {
    return "The whisper.cpp library named in the setting "
        + WhisperModelSpec.LIBRARY_SETTING
        + " is not of version 1.7.1, or was built without its C interface. Name a shared library"
        + " of whisper.cpp 1.7.1.";
  }

  /** File names stay, the folders they are in do not. */
  private static String withoutPaths(String said) {
    return said.replaceAll("(?:[A-Za-z]:)?[/\\\\](?:[^\\s:;'\"/\\\\]+[/\\\\])+", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
