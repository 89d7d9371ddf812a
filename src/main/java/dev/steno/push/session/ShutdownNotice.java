package dev.steno.push.session;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells that the JVM is asked to end. Some servers close their listeners before they tell their
 * applications, and then nobody could be told that the server restarts. Withdrawn when the
 * application goes, since it would hold its class loader.
 */
final class ShutdownNotice {

  private static final Logger LOG = Logger.getLogger(ShutdownNotice.class.getName());

  private final Thread hook;

  private ShutdownNotice(Runnable reaction) {
    this.hook = new Thread(reaction, "steno-shutdown");
  }

  /** Has something done when the JVM ends, at once and beside what the server does. */
  static ShutdownNotice to(Runnable reaction) {
    ShutdownNotice notice = new ShutdownNotice(reaction);
    Runtime.getRuntime().addShutdownHook(notice.hook);
    return notice;
  }

  /** Has it done no more; harmless while the JVM ends. */
  void withdraw() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      LOG.log(Level.FINE, "The JVM ends, and it was told so", endingAlready);
    }
  }
}
