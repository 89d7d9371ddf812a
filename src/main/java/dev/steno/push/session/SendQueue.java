package dev.steno.push.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The senders that have something to send, each in it at most once, and the few threads that serve
 * them. Whoever has something to tell only puts senders in: a thread that recognises speech never
 * sends, and a session needs no thread of its own.
 */
final class SendQueue {

  private static final Logger LOG = Logger.getLogger(SendQueue.class.getName());

  /**
   * So many are taken at once: with each on its own, threads that put in and take out wait for each
   * other longer than a send takes; with many, one send that blocks would keep many waiting.
   */
  private static final int AT_ONCE = 8;

  private final Lock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Queue<Sender> ready = new ArrayDeque<>();
  private boolean ended;

  /** A queue with so many threads, which end with {@link #end}. */
  SendQueue(ThreadFactory factory, int threads) {
    for (int started = 0; started < threads; started++) {
      factory.newThread(this::serve).start();
    }
  }

  /** Puts a sender in; it has to see to it that it is in here only once. */
  void add(Sender sender) {
    lock.lock();
    try {
      ready.add(sender);
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many wait for a thread. */
  int size() {
    lock.lock();
    try {
      return ready.size();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the threads, each after the send it is in. */
  void end() {
    lock.lock();
    try {
      ended = true;
      ready.clear();
      notEmpty.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void serve() {
    List<Sender> taken = new ArrayList<>(AT_ONCE);
    while (take(taken)) {
      taken.forEach(SendQueue::pump);
      taken.clear();
    }
  }

  private static void pump(Sender sender) {
    try {
      sender.pump();
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "A sender failed", failure);
    }
  }

  /** Waits for senders; false where there will be none any more. */
  private boolean take(List<Sender> taken) {
    lock.lock();
    try {
      while (ready.isEmpty() && !ended) {
        notEmpty.awaitUninterruptibly();
      }
      for (Sender next = ready.poll(); next != null; next = ready.poll()) {
        taken.add(next);
        if (taken.size() == AT_ONCE) {
          break;
        }
      }
      return !taken.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
