package dev.steno.engine.whisper;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads whisper.cpp into the worker: out of the jar, or a file that an administrator named. JNA's
 * own library is put into a folder beforehand, since JNA would write it to a temporary file that
 * stays behind when a worker is killed.
 */
final class LoadedLibrary {

  /** The version of JNA's native part changes with the jar. */
  private static final String JNA_FOLDER = "jna-5.19.1";

  /**
   * Functions that only later versions have, in which {@link DecodingParameters} is longer: the
   * library would read beyond what it is given.
   */
  private static final List<String> LATER = List.of("whisper_vad_default_params");

  private LoadedLibrary() {}

  /**
   * Loads it; once in the life of a worker.
   *
   * @param folder for libraries out of jars
   * @param external another whisper.cpp library; empty for the one in the jar
   * @throws ProblemException with {@code ENGINE_UNAVAILABLE} where it cannot be loaded
   */
  static WhisperLibrary load(Path folder, String external) {
    Machine machine = Machine.here();
    Path file = external.isEmpty() ? fromJar(folder, machine) : named(external);
    prepareJna(folder, machine);
    try {
      WhisperLibrary library =
          Native.load(file.toString(), WhisperLibrary.class, WhisperLibrary.OPTIONS);
      NativeLibrary functions = NativeLibrary.getInstance(file.toString());
      WhisperLibrary.functions().forEach(functions::getFunction);
      LATER.forEach(function -> refuse(functions, function));
      LayoutCheck.check(library);
      return library;
    } catch (LinkageError refused) {
      throw LoadingProblem.of(refused);
    }
  }

  private static Path fromJar(Path folder, Machine machine) {
    LibraryChoice choice = LibraryChoice.of(machine);
    Path own = folder.resolve(choice.variant());
    try {
      LibraryFolder.fill(own, choice.files());
    } catch (IOException unwritable) {
      throw notWritten(unwritable);
    }
    return own.resolve(choice.main()).toAbsolutePath();
  }

  private static Path named(String external) {
    Path file = Path.of(external).toAbsolutePath();
    if (!Files.isReadable(file)) {
      throw new ProblemException(
          ErrorCode.ENGINE_UNAVAILABLE,
          "The whisper.cpp library named in the setting "
              + WhisperModelSpec.LIBRARY_SETTING
              + " is not there or cannot be read. Correct the setting.");
    }
    return file;
  }

  private static void prepareJna(Path folder, Machine machine) {
    Path own = folder.resolve(JNA_FOLDER);
    try {
      LibraryFolder.fill(own, LibraryChoice.jna(machine));
    } catch (IOException unwritable) {
      throw notWritten(unwritable);
    }
    System.setProperty("jna.boot.library.path", own.toAbsolutePath().toString());
    System.setProperty("jna.nosys", "true");
    System.setProperty("jna.nounpack", "true");
  }

  private static ProblemException notWritten(IOException unwritable) {
    return new ProblemException(
        ErrorCode.ENGINE_UNAVAILABLE,
        "The libraries of the whisper engine could not be written to the data folder. See whether"
            + " there is room on its disk and Steno may write to it.",
        unwritable.getClass().getSimpleName(),
        unwritable);
  }

  private static void refuse(NativeLibrary functions, String function) {
    try {
      functions.getFunction(function);
    } catch (UnsatisfiedLinkError asItShouldBe) {
      return;
    }
    throw new ProblemException(
        ErrorCode.ENGINE_UNAVAILABLE,
        LoadingProblem.wrongVersion(),
        "it has the function " + function,
        null);
  }
}
