package dev.steno.engine.remote;

import dev.steno.engine.WhisperLanguages;
import java.util.Locale;
import java.util.Optional;

/**
 * What servers call the language that is spoken: most as Whisper does, some by an ISO code, perhaps
 * with a region.
 */
final class SpokenLanguage {

  private SpokenLanguage() {}

  /** The ISO 639-1 code, or empty where it is no language that Steno knows. */
  static Optional<String> code(String name) {
    String language = name.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    return WhisperLanguages.all().contains(language)
        ? Optional.of(language)
        : WhisperLanguages.fromWhisper(language);
  }
}
