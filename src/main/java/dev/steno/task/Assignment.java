package dev.steno.task;

import dev.steno.engine.EngineCatalogue;
import dev.steno.engine.EngineDescription;
import dev.steno.engine.SpeechRecognizer;
import org.jspecify.annotations.Nullable;

/**
 * Which engine does an attempt, and in which language.
 *
 * @param recognizer the engine
 * @param language ISO 639-1 code of what is spoken, or {@code null} where that has to be found out
 */
record Assignment(SpeechRecognizer recognizer, @Nullable String language) {

  /**
   * What the wishes ask for; or, where an earlier attempt has left finished chunks, what that one
   * used, so that a transcript is never made by two engines.
   *
   * @param begun whether an earlier attempt has left finished chunks
   * @throws dev.steno.problem.ProblemException where that engine or that model is not here
   */
  static Assignment of(Task task, boolean begun, EngineCatalogue engines) {
    Wishes wishes = task.wishes();
    EngineCatalogue.Choice choice =
        begun
            ? engines.resolve(task.engine(), task.model(), task.language(), wishes.translate())
            : engines.resolve(
                wishes.engine(), wishes.model(), wishes.language(), wishes.translate());
    return new Assignment(
        choice.recognizer(),
        choice.language().equals(EngineCatalogue.AUTO)
            ? foundOut(task, choice.recognizer().description())
            : choice.language());
  }

  /** What an earlier attempt with the same engine found out, or {@code null}. */
  private static @Nullable String foundOut(Task task, EngineDescription engine) {
    return engine.name().equals(task.engine()) && engine.model().equals(task.model())
        ? task.language()
        : null;
  }
}
