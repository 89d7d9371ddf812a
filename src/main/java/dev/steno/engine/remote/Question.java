package dev.steno.engine.remote;

import dev.steno.engine.WhisperLanguages;
import dev.steno.engine.remote.UploadForm.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked about one chunk. Fields: OpenAI's API reference, "Create transcription". */
final class Question {

  private final Endpoint endpoint;
  private final short[] samples;
  private final @Nullable String language;
  private final @Nullable String prompt;

  /**
   * A question.
   *
   * @param samples 16 kHz, mono; not copied
   * @param language ISO 639-1 code of what is spoken, or {@code null} where it is asked
   * @param prompt words that are likely to occur, or {@code null}
   */
  Question(Endpoint endpoint, short[] samples, @Nullable String language, @Nullable String prompt) {
    this.endpoint = endpoint;
    this.samples = samples;
    this.language = language;
    this.prompt = prompt;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** The question as it is sent. */
  UploadForm form(String model, Detail detail) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("model", model));
    if (language != null && endpoint == Endpoint.TRANSCRIPTIONS) {
      fields.add(new Field("language", WhisperLanguages.toWhisper(language)));
    }
    if (prompt != null && !prompt.isBlank()) {
      fields.add(new Field("prompt", prompt));
    }
    fields.add(new Field("response_format", detail.format()));
    if (detail == Detail.WORDS) {
      fields.add(new Field("timestamp_granularities[]", "word"));
      fields.add(new Field("timestamp_granularities[]", "segment"));
    }
    fields.add(new Field("temperature", "0"));
    return new UploadForm(fields, new WavFile(samples));
  }
}
