package dev.steno.push.session;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
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

  /** Looks after all connections. */
  @Schedule(second = "*", minute = "*", hour = "*", persistent = false, info = "Steno heartbeat")
  public void tick() {
    try {
      registry.tick();
    } catch (Throwable failure) {
      // Some servers cancel, without a word, a timer whose method throws.
      LOG.log(Level.SEVERE, "A heartbeat failed", failure);
    }
  }
}
