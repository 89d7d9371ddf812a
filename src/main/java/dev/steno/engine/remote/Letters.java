package dev.steno.engine.remote;

/**
 * What two ways of writing the same words have in common: letters, digits and the marks that belong
 * to them, in lower case. Neither white space nor punctuation.
 */
final class Letters {

  private Letters() {}

  /** The letters of a text, as code points. */
  static int[] of(String text) {
    return text.codePoints().filter(Letters::counts).map(Character::toLowerCase).toArray();
  }

  private static boolean counts(int character) {
    int type = Character.getType(character);
    return Character.isLetterOrDigit(character)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
