package dev.steno.push.session;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The threads of all connections, three kinds that must not wait for each other: those that send,
 * those that read the log, and those that ping and close, which some servers do only after the
 * client took what was sent before.
 *
 * @param sending runs senders that have something to send; each is in it at most once
 * @param waiting how many of them wait for a thread
 * @param reading reads the log
 * @param parting pings and closes
 * @param end waits a moment for what is closing and ends all threads
 */
record PushThreads(
    Executor sending, IntSupplier waiting, Executor reading, Executor parting, Runnable end) {

  private static final Logger LOG = Logger.getLogger(PushThreads.class.getName());

  /** Two at least, so that a server that blocks in one send does not silence everybody. */
  private static final int SENDING =
      Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));

  private static final int READING = 4;
  private static final int PARTING = 8;
  private static final long IDLE_SECONDS = 30;
  private static final long STOP_SECONDS = 5;

  /** Real threads, for a server. */
  static PushThreads of(ThreadFactory factory) {
    ThreadPoolExecutor sending = pool(SENDING, factory);
    // What is still to be sent when all sessions are closed is of no use to anybody.
    sending.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    ExecutorService reading = pool(READING, factory);
    ExecutorService parting = pool(PARTING, factory);
    return new PushThreads(
        sending,
        sending.getQueue()::size,
        reading,
        parting,
        () -> {
          reading.shutdownNow();
          finish(parting);
          sending.shutdown();
        });
  }

  /** What waits in it is bounded by the number of sockets: each waits for one thing at a time. */
  private static ThreadPoolExecutor pool(int threads, ThreadFactory factory) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static void finish(ExecutorService parting) {
    parting.shutdown();
    try {
      if (!parting.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "Some clients do not let go; they are left to the server");
        parting.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      parting.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
