package dev.steno.engine.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a worker's frames on a thread of its own into a bounded queue, so that who waits for them
 * can look at other things meanwhile.
 */
final class FramePump implements Runnable {

  private static final int MOST_WAITING = 64;

  private final FrameReader reader;
  private final BlockingQueue<Frame> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private volatile boolean stopped;
  private volatile @Nullable String end;

  FramePump(InputStream output) {
    reader = new FrameReader(output, Frame.MOST_ANSWER_BYTES);
  }

  @Override
  public void run() {
    String reason = "";
    try {
      for (Frame frame = reader.read(); frame != null && !stopped; frame = reader.read()) {
        waiting.put(frame);
      }
    } catch (FrameException nonsense) {
      reason = "it answered nonsense: " + nonsense.getMessage();
    } catch (IOException closed) {
      // A killed process closes its pipe: an end like any other, its exit status tells more.
      reason = "";
    } catch (InterruptedException undeployed) {
      Thread.currentThread().interrupt();
      reason = "the server stopped listening to it";
    } finally {
      end = reason;
    }
  }

  /** The next frame, or {@code null} where none came in time. */
  @Nullable Frame poll(long millis) throws InterruptedException {
    // What came before the end is still to be read; afterwards nothing more can come.
    return end == null ? waiting.poll(millis, TimeUnit.MILLISECONDS) : waiting.poll();
  }

  /** Whether everything has been read that will ever come. */
  boolean ended() {
    return end != null && waiting.isEmpty();
  }

  /** What was wrong with the last thing that came; empty where it just ended. */
  String reason() {
    String known = end;
    return known == null ? "" : known;
  }

  /** Lets the reading thread go, once the process was killed. */
  void stop() {
    stopped = true;
    waiting.clear();
  }
}
