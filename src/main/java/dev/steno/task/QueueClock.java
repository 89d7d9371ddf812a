package dev.steno.task;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Wakes the queue now and then, for work that no wake-up of this node tells of. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class QueueClock {

  private static final Logger LOG = System.getLogger(QueueClock.class.getName());

  @Inject TaskQueue queue;

  /** Every five seconds. */
  @Schedule(second = "*/5", minute = "*", hour = "*", persistent = false)
  public void tick() {
    try {
      queue.wake();
    } catch (Throwable anything) {
      // A timer method that throws is cancelled by some servers without a word.
      LOG.log(Level.ERROR, "the queue could not be woken", anything);
    }
  }
}
