package dev.steno.engine.remote;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The languages of the Whisper models, and what servers call them: mostly by their English names,
 * some by their codes. Names and other names: {@code LANGUAGES} and {@code TO_LANGUAGE_CODE} of
 * OpenAI's Whisper ({@code whisper/tokenizer.py}).
 */
final class LanguageNames {

  /** Codes and names; one language may have several. */
  private static final String NAMES =
      """
      en english, zh chinese, de german, es spanish, ru russian, ko korean, fr french, ja japanese,
      pt portuguese, tr turkish, pl polish, ca catalan, nl dutch, ar arabic, sv swedish, it italian,
      id indonesian, hi hindi, fi finnish, vi vietnamese, he hebrew, uk ukrainian, el greek,
      ms malay, cs czech, ro romanian, da danish, hu hungarian, ta tamil, no norwegian, th thai,
      ur urdu, hr croatian, bg bulgarian, lt lithuanian, la latin, mi maori, ml malayalam, cy welsh,
      sk slovak, te telugu, fa persian, lv latvian, bn bengali, sr serbian, az azerbaijani,
      sl slovenian, kn kannada, et estonian, mk macedonian, br breton, eu basque, is icelandic,
      hy armenian, ne nepali, mn mongolian, bs bosnian, kk kazakh, sq albanian, sw swahili,
      gl galician, mr marathi, pa punjabi, si sinhala, km khmer, sn shona, yo yoruba, so somali,
      af afrikaans, oc occitan, ka georgian, be belarusian, tg tajik, sd sindhi, gu gujarati,
      am amharic, yi yiddish, lo lao, uz uzbek, fo faroese, ht haitian creole, ps pashto,
      tk turkmen, nn nynorsk, mt maltese, sa sanskrit, lb luxembourgish, my myanmar, bo tibetan,
      tl tagalog, mg malagasy, as assamese, tt tatar, haw hawaiian, ln lingala, ha hausa,
      ba bashkir, jv javanese, su sundanese, yue cantonese,
      my burmese, ca valencian, nl flemish, ht haitian, lb letzeburgesch, ps pushto, pa panjabi,
      ro moldavian, ro moldovan, si sinhalese, es castilian, zh mandarin, jv jw
      """;

  private static final List<String> CODES;
  private static final Map<String, String> CODE_OF;

  static {
    Map<String, String> codeOf = new HashMap<>();
    List<String[]> pairs =
        NAMES
            .strip()
            .lines()
            .flatMap(line -> List.of(line.split(",\\s*")).stream())
            .map(pair -> pair.split(" ", 2))
            .toList();
    pairs.forEach(pair -> codeOf.put(pair[1], pair[0]));
    CODES = pairs.stream().map(pair -> pair[0]).distinct().toList();
    CODES.forEach(code -> codeOf.put(code, code));
    CODE_OF = Map.copyOf(codeOf);
  }

  private LanguageNames() {}

  /** ISO 639-1 codes; Hawaiian and Cantonese have only ISO 639-3 ones. */
  static List<String> codes() {
    return CODES;
  }

  /**
   * The code of a language.
   *
   * @param name its English name, or its code, perhaps with a region
   */
  static Optional<String> codeOf(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    return Optional.ofNullable(CODE_OF.getOrDefault(plain, CODE_OF.get(plain.split("[-_]", 2)[0])));
  }

  /** What servers expect: Whisper's code for Javanese is an old one. */
  static String sent(String code) {
    return code.equals("jv") ? "jw" : code;
  }
}
