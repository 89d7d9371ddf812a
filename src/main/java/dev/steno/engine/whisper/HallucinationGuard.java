package dev.steno.engine.whisper;

import dev.steno.engine.Utterance;
import dev.steno.transcript.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.Deflater;

/**
 * Recognises what Whisper models say when they hear nothing they know: the same words over and
 * over, or text where nobody speaks. The thresholds are those of {@code whisper/transcribe.py} of
 * openai/whisper.
 */
final class HallucinationGuard {

  /** What a reader is told where words were removed. */
  static final String NOTE = "Repeated words were removed here.";

  /** Text that compresses better than that repeats itself. */
  private static final double MOST_COMPRESSION = 2.4;

  /** Nobody speaks where the model thinks so with more probability than that … */
  private static final double NO_SPEECH = 0.6;

  /** … and was less sure than that of what it wrote. */
  private static final double UNSURE = -1.0;

  /** Two times the same is enough for an utterance of that many words. */
  private static final int LONG_UTTERANCE = 5;

  private HallucinationGuard() {}

  /** Whether the words of a window are so unsure that perhaps nobody speaks. */
  static boolean isUnsure(Window window) {
    return window.averageLogProbability() < UNSURE;
  }

  /**
   * Whether nobody speaks in a window whose words are unsure.
   *
   * @param noSpeechProbability of the model's token for that, right at the start
   */
  static boolean isSilent(double noSpeechProbability) {
    return noSpeechProbability > NO_SPEECH;
  }

  /** Whether the utterances of a window look like a decoder stuck in a loop. */
  static boolean repeats(List<Utterance> window) {
    return compression(text(window)) > MOST_COMPRESSION
        || withoutRepetition(window).stream().anyMatch(one -> one.note() != null);
  }

  /** How many times shorter a text becomes by compression with zlib. */
  static double compression(List<Utterance> window) {
    return compression(text(window));
  }

  /** Says each repeated row of words once, with a note where some were removed. */
  static List<Utterance> withoutRepetition(List<Utterance> window) {
    List<String> texts = window.stream().map(one -> plain(one.text())).toList();
    List<Integer> kept = Repetition.OF_UTTERANCES.kept(texts);
    List<Utterance> reduced = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      int place = kept.get(i);
      int next = i + 1 < kept.size() ? kept.get(i + 1) : window.size();
      Utterance utterance = reduced(window.get(place));
      reduced.add(next > place + 1 ? noted(utterance) : utterance);
    }
    return withoutTwins(reduced);
  }

  private static List<Utterance> withoutTwins(List<Utterance> window) {
    List<Utterance> kept = new ArrayList<>();
    for (Utterance utterance : window) {
      int last = kept.size() - 1;
      if (last >= 0 && isLong(utterance) && sameText(kept.get(last), utterance)) {
        kept.set(last, noted(kept.get(last)));
      } else {
        kept.add(utterance);
      }
    }
    return kept;
  }

  private static boolean isLong(Utterance utterance) {
    return units(utterance).size() >= LONG_UTTERANCE;
  }

  private static boolean sameText(Utterance one, Utterance other) {
    return plain(one.text()).equals(plain(other.text()));
  }

  private static Utterance reduced(Utterance utterance) {
    List<Word> words = utterance.words();
    List<String> units = units(utterance);
    if (!words.isEmpty()) {
      List<Integer> kept = Repetition.OF_WORDS.kept(units);
      if (kept.size() == units.size()) {
        return utterance;
      }
      List<Word> some = kept.stream().map(words::get).toList();
      String text = some.stream().map(Word::text).collect(Collectors.joining(" "));
      return new Utterance(utterance.startMillis(), utterance.endMillis(), text, some, NOTE);
    }
    List<Integer> kept = Repetition.OF_CHARACTERS.kept(units);
    if (kept.size() == units.size()) {
      return utterance;
    }
    int[] characters = utterance.text().codePoints().toArray();
    StringBuilder text = new StringBuilder();
    kept.forEach(i -> text.appendCodePoint(characters[i]));
    return new Utterance(
        utterance.startMillis(), utterance.endMillis(), text.toString(), List.of(), NOTE);
  }

  /** Words where there are any, else characters. */
  private static List<String> units(Utterance utterance) {
    return utterance.words().isEmpty()
        ? utterance.text().codePoints().mapToObj(Character::toString).toList()
        : utterance.words().stream().map(word -> plain(word.text())).toList();
  }

  private static Utterance noted(Utterance utterance) {
    return new Utterance(
        utterance.startMillis(), utterance.endMillis(), utterance.text(), utterance.words(), NOTE);
  }

  /** Without punctuation and in small letters. */
  private static String plain(String text) {
    return text.replaceAll("[\\p{Punct}\\p{IsPunctuation}]", "").toLowerCase(Locale.ROOT).strip();
  }

  private static String text(List<Utterance> window) {
    return window.stream().map(Utterance::text).collect(Collectors.joining(" "));
  }

  private static double compression(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] compressed = new byte[bytes.length + 64];
      return (double) bytes.length / deflater.deflate(compressed);
    } finally {
      deflater.end();
    }
  }
}
