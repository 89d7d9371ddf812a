package dev.steno.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An attempt on a settable clock, a quarter of a second after the other, with all that people would
 * be told of it. The engine does as a test says.
 */
final class SimulatedRun {

  static final long TICK_MILLIS = 250;

  private static final long MINUTE = 60_000;

  /** Chunks of this length or up to a fifth more or less. */
  private static final double CHUNK = 10_000;

  private final SettableClock clock = new SettableClock();
  private final long speech;
  private final double speed;
  private Random random = new Random(1);
  private double variation;
  private int lanes = 1;
  private boolean silent;
  private long doneBefore;
  private long loadingMillis;
  private long slowFrom = Long.MAX_VALUE;
  private long pauseFrom = Long.MAX_VALUE;
  private long pauseUntil;

  /**
   * What people are told at a moment.
   *
   * @param millis since the beginning
   * @param eta in seconds, or {@code null} while unknown
   */
  record Moment(long millis, @Nullable Integer eta, int percentage) {}

  /**
   * A run as it was.
   *
   * @param endMillis when it was over, with the stages that follow
   */
  record Told(List<Moment> moments, long endMillis) {

    /** The moments of the part of a run that begins with a share of it. */
    List<Moment> from(double share) {
      return since((long) (share * endMillis()));
    }

    List<Moment> since(long millis) {
      return moments.stream().filter(moment -> moment.millis() >= millis).toList();
    }

    /**
     * Whether it is off by no more than a fifth of the time that is really left, or by two seconds:
     * it is told in whole ones.
     */
    boolean isRight(Moment moment) {
      double left = (endMillis() - moment.millis()) / 1000.0;
      return moment.eta() != null && Math.abs(moment.eta() - left) <= Math.max(2, 0.2 * left);
    }

    /** How often the time left went up, or down by more than two seconds at once. */
    long jumps() {
      long jumps = 0;
      for (int i = 1; i < moments.size(); i++) {
        Integer before = moments.get(i - 1).eta();
        Integer after = moments.get(i).eta();
        jumps += before != null && after != null && (after > before || after < before - 2) ? 1 : 0;
      }
      return jumps;
    }
  }

  /** One chunk that is recognised. */
  private static final class Chunk {
    final double millis;
    final double cost;
    double done;

    Chunk(double millis, double cost) {
      this.millis = millis;
      this.cost = cost;
    }
  }

  /**
   * A run of a steady engine that tells all it does.
   *
   * @param minutes of speech
   * @param speed how much faster than real time it is recognised
   */
  SimulatedRun(int minutes, double speed) {
    this.speech = minutes * MINUTE;
    this.speed = speed;
  }

  /** Chunks cost more or less than usual; standard deviation of the logarithm. */
  SimulatedRun varying(double deviation, long seed) {
    variation = deviation;
    random = new Random(seed);
    return this;
  }

  /** Only whole chunks are told. */
  SimulatedRun silent() {
    silent = true;
    return this;
  }

  /** So many chunks at once share the speed. */
  SimulatedRun lanes(int count) {
    lanes = count;
    return this;
  }

  /** Earlier attempts did so much. */
  SimulatedRun resumedAt(double share) {
    doneBefore = (long) (share * speech);
    return this;
  }

  /** First the engine loads its model. */
  SimulatedRun loading(long millis) {
    loadingMillis = millis;
    return this;
  }

  /** From then on it is half as fast. */
  SimulatedRun slowFrom(long millis) {
    slowFrom = millis;
    return this;
  }

  /** In between it does nothing. */
  SimulatedRun pausing(long fromMillis, long untilMillis) {
    pauseFrom = fromMillis;
    pauseUntil = untilMillis;
    return this;
  }

  Told run() {
    Deque<Chunk> waiting = chunks();
    Chunk[] inside = new Chunk[lanes];
    Pace pace = new Pace(clock, speech, doneBefore);
    List<Moment> moments = new ArrayList<>();
    double finished = doneBefore;
    long now = 0;
    while (finished < speech - 0.5) {
      now += TICK_MILLIS;
      clock.forward(TICK_MILLIS);
      for (int lane = 0; lane < lanes; lane++) {
        double able = able(now);
        while (able > 0) {
          if (inside[lane] == null) {
            inside[lane] = waiting.poll();
          }
          Chunk chunk = inside[lane];
          if (chunk == null) {
            break;
          }
          double step = Math.min(able, (chunk.millis - chunk.done) * chunk.cost);
          able -= step;
          chunk.done += step / chunk.cost;
          if (chunk.millis - chunk.done < 1e-6) {
            finished += chunk.millis;
            inside[lane] = null;
          }
        }
      }
      pace.reached(Math.round(finished + (silent ? 0 : partly(inside))));
      moments.add(new Moment(now, pace.etaSeconds(), pace.percentage()));
    }
    return new Told(moments, now + (long) Shares.aligningMillis(speech));
  }

  /** How much a lane does in one tick, in milliseconds of usual speech. */
  private double able(long now) {
    if (now <= loadingMillis || (now > pauseFrom && now <= pauseUntil)) {
      return 0;
    }
    return TICK_MILLIS * speed / lanes / (now > slowFrom ? 2 : 1);
  }

  private static double partly(@Nullable Chunk[] inside) {
    double done = 0;
    for (Chunk chunk : inside) {
      done += chunk == null ? 0 : chunk.done;
    }
    return done;
  }

  private Deque<Chunk> chunks() {
    Deque<Chunk> chunks = new ArrayDeque<>();
    double left = speech - doneBefore;
    while (left > 0) {
      double millis = Math.min(left, CHUNK * (0.8 + 0.4 * random.nextDouble()));
      // Divided by the mean of what is distributed so: on the whole the speed is as it was said.
      double cost =
          Math.exp(variation * random.nextGaussian()) / Math.exp(variation * variation / 2);
      chunks.add(new Chunk(millis, cost));
      left -= millis;
    }
    return chunks;
  }
}
