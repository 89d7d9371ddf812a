package dev.steno.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Runs in a child: ends it when the parent is gone, however it went. The parent holds the other end
 * of the child's standard input, which the operating system closes even after a {@code kill -9}.
 */
public final class ParentWatch {

  /** The exit status of a child whose parent went away. */
  public static final int PARENT_GONE = 4;

  private ParentWatch() {}

  /** Watches from a thread of its own; for children that read nothing. */
  public static void begin(InputStream standardInput) {
    Thread watch = new Thread(() -> haltAtEnd(standardInput), "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void haltAtEnd(InputStream standardInput) {
    try {
      while (standardInput.read() >= 0) {
        // Whatever is sent means only that the parent lives.
      }
    } catch (IOException broken) {
      System.err.println("the parent's end of the pipe is broken: " + broken.getMessage());
    }
    // Not exit: shutdown hooks of a native library must not keep an orphan alive.
    Runtime.getRuntime().halt(PARENT_GONE);
  }
}
