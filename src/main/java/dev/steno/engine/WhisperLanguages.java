package dev.steno.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The languages that Whisper models know, in the order of their ids, which is the order of their
 * tokens in every multilingual model (source: {@code whisper/tokenizer.py} of openai/whisper, and
 * {@code g_lang} of whisper.cpp).
 *
 * <p>Steno names a language by its ISO 639-1 code. Where there is none, it is the code of ISO 639-3
 * that Whisper uses: {@code haw} and {@code yue}. Whisper's own code is the same one but for
 * Javanese, {@code jw} there and {@code jv} everywhere else.
 */
public final class WhisperLanguages {

  /** Up to and including {@code large-v2}. */
  private static final int FIRST_MODELS = 99;

  /** Code and English name. */
  private static final String TABLE =
      """
      en english
      zh chinese
      de german
      es spanish
      ru russian
      ko korean
      fr french
      ja japanese
      pt portuguese
      tr turkish
      pl polish
      ca catalan
      nl dutch
      ar arabic
      sv swedish
      it italian
      id indonesian
      hi hindi
      fi finnish
      vi vietnamese
      he hebrew
      uk ukrainian
      el greek
      ms malay
      cs czech
      ro romanian
      da danish
      hu hungarian
      ta tamil
      no norwegian
      th thai
      ur urdu
      hr croatian
      bg bulgarian
      lt lithuanian
      la latin
      mi maori
      ml malayalam
      cy welsh
      sk slovak
      te telugu
      fa persian
      lv latvian
      bn bengali
      sr serbian
      az azerbaijani
      sl slovenian
      kn kannada
      et estonian
      mk macedonian
      br breton
      eu basque
      is icelandic
      hy armenian
      ne nepali
      mn mongolian
      bs bosnian
      kk kazakh
      sq albanian
      sw swahili
      gl galician
      mr marathi
      pa punjabi
      si sinhala
      km khmer
      sn shona
      yo yoruba
      so somali
      af afrikaans
      oc occitan
      ka georgian
      be belarusian
      tg tajik
      sd sindhi
      gu gujarati
      am amharic
      yi yiddish
      lo lao
      uz uzbek
      fo faroese
      ht haitian creole
      ps pashto
      tk turkmen
      nn nynorsk
      mt maltese
      sa sanskrit
      lb luxembourgish
      my myanmar
      bo tibetan
      tl tagalog
      mg malagasy
      as assamese
      tt tatar
      haw hawaiian
      ln lingala
      ha hausa
      ba bashkir
      jv javanese
      su sundanese
      yue cantonese
      """;

  private static final List<Language> LANGUAGES =
      TABLE.lines().map(line -> line.split(" ", 2)).map(Language::of).toList();

  /** Written without spaces between words. */
  private static final Set<String> WITHOUT_SPACES =
      Set.of("zh", "ja", "th", "lo", "my", "km", "bo", "yue");

  private static final String JAVANESE = "jv";
  private static final String JAVANESE_IN_WHISPER = "jw";

  private WhisperLanguages() {}

  private record Language(String code, String name) {

    static Language of(String[] codeAndName) {
      return new Language(codeAndName[0], codeAndName[1]);
    }
  }

  /** The codes of all 100, in the order of their ids; models since {@code large-v3} know them. */
  public static List<String> all() {
    return LANGUAGES.stream().map(Language::code).toList();
  }

  /** The codes of the 99 that the models before {@code large-v3} know: all but Cantonese. */
  public static List<String> ofFirstModels() {
    return all().subList(0, FIRST_MODELS);
  }

  /** Whether words are separated by spaces in the writing of the language. */
  public static boolean hasSpaces(String code) {
    return !WITHOUT_SPACES.contains(code);
  }

  /** What Whisper calls the language of an ISO code. */
  public static String toWhisper(String code) {
    return code.equals(JAVANESE) ? JAVANESE_IN_WHISPER : code;
  }

  /**
   * The ISO code for what Whisper calls a language, by its code or by its English name, as some
   * servers do.
   *
   * @param whisper for example {@code de}, {@code jw} or {@code German}
   * @return empty where it is no language of Whisper
   */
  public static Optional<String> fromWhisper(String whisper) {
    String wanted = whisper.strip().toLowerCase(Locale.ROOT);
    return LANGUAGES.stream()
        .filter(one -> toWhisper(one.code()).equals(wanted) || one.name().equals(wanted))
        .map(Language::code)
        .findFirst();
  }
}
