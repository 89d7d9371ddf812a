package dev.steno.push.session;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ticks once a second: heartbeats to those who are due, pings, deadlines of sends, sessions that
 * were closed without a word.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Heartbeat {

  private static final Logger LOG = Logger.getLogger(Heartbeat.class.getName());

  @Inject SessionRegistry registry;

  LongSupplier nanos = System::nanoTime;

  private final LongAdder failures = new LongAdder();
  private volatile long beganNanos = nanos.getAsLong();
  private volatile long tookNanos;

  /** Looks after all connections. */
  @Schedule(second = "*", minute = "*", hour = "*", persistent = false, info = "Steno heartbeat")
  public void tick() {
    long began = nanos.getAsLong();
    beganNanos = began;
    try {
      registry.tick();
    } catch (Throwable failure) {
      // Some servers cancel, without a word, a timer whose method throws.
      failures.increment();
      LOG.log(Level.SEVERE, "A heartbeat failed", failure);
    }
    tookNanos = nanos.getAsLong() - began;
  }

  /** How long ago the last tick began, in seconds; more than about 1 means that it is late. */
  public double age() {
    return seconds(nanos.getAsLong() - beganNanos);
  }

  /** How long the last tick took, in seconds. */
  public double duration() {
    return seconds(tookNanos);
  }

  /** How many ticks failed. */
  public long failures() {
    return failures.sum();
  }

  private static double seconds(long span) {
    return span / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
