package dev.steno.testing.load;

/**
 * Events to be told, to the tasks in turn.
 *
 * @param to who is told
 * @param count how many, over all tasks
 * @param rate how many in a second, over all tasks; 0: one right after the other
 * @param segments how many in a hundred are segments; the others are progress, which may be left
 *     out where newer progress overtakes it
 * @param length characters of a segment's text
 */
public record Series(Audience to, int count, int rate, int segments, int length) {

  /** Characters of a segment's text with which a message has about 400 bytes. */
  public static final int USUAL_LENGTH = 120;

  /** Segments only, one right after the other. */
  public static Series flatOut(Audience to, int count) {
    return new Series(to, count, 0, 100, USUAL_LENGTH);
  }

  /** Mostly segments, at a fixed rate. */
  public static Series atRate(Audience to, int rate, int seconds) {
    return new Series(to, rate * seconds, rate, 80, USUAL_LENGTH);
  }
}
