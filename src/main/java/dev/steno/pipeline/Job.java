package dev.steno.pipeline;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.SpeechRecognizer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to transcribe one recording.
 *
 * @param recording the uploaded file, in a folder where nothing else is
 * @param pcm where the decoded audio goes; the caller removes it
 * @param recognizer the engine
 * @param language ISO 639-1 code of what is spoken, or {@code null} where that has to be found out
 * @param translate whether to write down in English what is said in another language
 * @param prompt words that are likely to occur, or {@code null}
 */
public record Job(
    Path recording,
    Path pcm,
    SpeechRecognizer recognizer,
    @Nullable String language,
    boolean translate,
    @Nullable String prompt) {

  /** The same job, now that it is known what is spoken. */
  Job in(String spokenLanguage) {
    return new Job(recording, pcm, recognizer, spokenLanguage, translate, prompt);
  }

  /**
   * How to recognise.
   *
   * @throws IllegalStateException where nobody knows what is spoken
   */
  RecognitionOptions options() {
    if (language == null) {
      throw new IllegalStateException("it must be known what is spoken before it is recognised");
    }
    return new RecognitionOptions(language, translate, prompt);
  }
}
