package dev.steno.engine.model;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How good the transcripts of a model are, as far as its name tells; the worst comes first. Size
 * counts before precision: even five bits per weight lose less than the next smaller size.
 *
 * @param size index of the size among all, -1 for one nobody knows
 * @param published whether size and precision stand in the name, not only in the file
 * @param bits per weight; 16 where they are not quantised
 */
record ModelQuality(int size, boolean published, int bits) implements Comparable<ModelQuality> {

  /** From the worst to the best; the order of the large ones is OpenAI's. */
  private static final List<String> SIZES =
      List.of(
          "tiny",
          "base",
          "small",
          "medium",
          "large",
          "large-v1",
          "large-v2",
          "large-v3-turbo",
          "large-v3");

  private static final Pattern NAME =
      Pattern.compile("(" + String.join("|", SIZES) + ")(\\.en)?(?:-q(\\d)_[0-9a-z_]{1,3})?");

  private static final int FULL = 16;
  private static final int SOME = 1;

  private static final Comparator<ModelQuality> ORDER =
      Comparator.comparingInt(ModelQuality::size)
          .thenComparing(ModelQuality::published)
          .thenComparingInt(ModelQuality::bits);

  /**
   * The quality of a file that is here.
   *
   * @param name what it is called
   * @param content what its header says, which counts where the name says nothing
   */
  static ModelQuality of(String name, ModelFile content) {
    Matcher matcher = NAME.matcher(name);
    if (matcher.matches()) {
      String bits = matcher.group(3);
      return new ModelQuality(
          SIZES.indexOf(matcher.group(1)), true, bits == null ? FULL : Integer.parseInt(bits));
    }
    return new ModelQuality(
        SIZES.indexOf(content.type()), false, content.quantised() ? SOME : FULL);
  }

  /** Whether a published model of this name knows English only. */
  static boolean isEnglishOnly(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() && matcher.group(2) != null;
  }

  @Override
  public int compareTo(ModelQuality other) {
    return ORDER.compare(this, other);
  }
}
