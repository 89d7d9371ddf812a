package dev.steno.pipeline;

/**
 * How fast work gets on, measured from what is reported of it. A long memory keeps the estimate
 * calm though every chunk costs something else; a short one tells when the speed has really
 * changed, and what was before is then forgotten. Times are milliseconds, from any origin; work is
 * in any unit. Used by one thread.
 */
final class Speed {

  /** Short enough to see half the speed within half a minute: 1 - e^(-30/20) is 78 %. */
  private static final double RECENT_MILLIS = 20_000;

  /** Long enough for some dozens of chunks. */
  private static final double LONG_MILLIS = 300_000;

  /** How long it is remembered how much the speed varies without having changed. */
  private static final double VARIATION_MILLIS = 180_000;

  /** A change of less is no change. */
  private static final double CHANGED = 0.25;

  /**
   * What varies by so many mean deviations has changed. RFC 6298 takes four; with three a speed
   * that falls to half is noticed within a minute though chunks differ by a third.
   */
  private static final double DEVIATIONS = 3;

  private static final double SHORTEST_MILLIS = 1_000;
  private static final long ENOUGH_MILLIS = 5_000;

  /** When this much longer than usual nothing is reported, the work does not go on. */
  private static final double PAUSE_GAPS = 4;

  private static final double PAUSE_MILLIS = 10_000;

  private final FadingMean recent = new FadingMean();
  private final FadingMean gaps = new FadingMean();
  private FadingMean lasting = new FadingMean();
  private double variation;
  private long measuredMillis;

  private boolean begun;
  private long sinceMillis;
  private long sinceDone;

  /**
   * A speed that nobody knows.
   *
   * @param doneBefore work that others did; it says nothing about this speed
   */
  Speed(long doneBefore) {
    sinceDone = doneBefore;
  }

  /**
   * So much is done now; measured from the first step on, since before it an engine loads its
   * model.
   *
   * @return whether this told anything new about the speed
   */
  boolean reached(long millis, long done) {
    if (done <= sinceDone) {
      // A clock that was put back must not make the next step look long or take negative time.
      sinceMillis = begun ? Math.min(sinceMillis, millis) : millis;
      return false;
    }
    long passed = millis - sinceMillis;
    if (begun && passed >= 0 && passed < Math.max(SHORTEST_MILLIS, gaps.value() / 2)) {
      // Chunks that were begun together end together: what comes right after is of the next step.
      return false;
    }
    boolean measurable = begun && passed > 0;
    if (measurable) {
      double took = (double) passed;
      measure((done - sinceDone) / took, took);
    }
    begun = true;
    sinceMillis = millis;
    sinceDone = done;
    return measurable;
  }

  private void measure(double speed, double passed) {
    boolean paused = passed > patience();
    gaps.add(passed, passed, RECENT_MILLIS);
    if (paused) {
      return;
    }
    measuredMillis += (long) passed;
    double memory = Math.max(RECENT_MILLIS, 2 * gaps.value());
    recent.add(speed, passed, memory);
    lasting.add(speed, passed, LONG_MILLIS);
    double difference = Math.abs(recent.value() / lasting.value() - 1);
    if (difference > Math.max(CHANGED, DEVIATIONS * variation)) {
      lasting = new FadingMean();
      lasting.add(recent.value(), memory, LONG_MILLIS);
    }
    variation += (difference - variation) * -Math.expm1(-passed / VARIATION_MILLIS);
  }

  private long patience() {
    double gap = gaps.value();
    return gap == 0 ? Long.MAX_VALUE : (long) Math.max(PAUSE_MILLIS, PAUSE_GAPS * gap);
  }

  /**
   * The last moment at which work went on, as far as one can tell: now, or, where nothing was
   * reported for very long (a worker is replaced, the machine slept), when that became too long.
   */
  long workingUntil(long millis) {
    return sinceMillis + Math.min(millis - sinceMillis, patience());
  }

  /** Whether enough was measured to say how fast it is. */
  boolean known() {
    return measuredMillis >= ENOUGH_MILLIS;
  }

  /** Work in a millisecond; above 0 where it is known. */
  double perMillisecond() {
    return lasting.value();
  }
}
