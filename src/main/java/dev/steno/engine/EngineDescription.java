package dev.steno.engine;

import java.util.List;

/**
 * What an engine is, for people and programs.
 *
 * @param name its stable name, for example {@code embedded}
 * @param model the model it uses
 * @param languages ISO 639-1 codes of the languages it knows
 * @param translates whether it can write down in English what is said in another language
 * @param fallback whether it is only there because nothing better is
 * @param note one sentence a reader of its transcripts should know; empty where there is none
 */
public record EngineDescription(
    String name,
    String model,
    List<String> languages,
    boolean translates,
    boolean fallback,
    String note) {

  /** Keeps its own copy of the languages. */
  public EngineDescription {
    languages = List.copyOf(languages);
  }
}
