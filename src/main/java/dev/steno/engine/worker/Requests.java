package dev.steno.engine.worker;

import dev.steno.process.ParentWatch;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The requests a worker gets, read by a thread of its own, which also notices at once, whatever the
 * engine is doing, that the server is gone, and halts the process.
 */
final class Requests {

  /** The exit status of a worker that was sent something it does not understand. */
  private static final int NOT_UNDERSTOOD = 6;

  /** The server asks when the question before is answered; anything more is a fault. */
  private static final int MOST_WAITING = 1;

  private final BlockingQueue<Frame.Request> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

  private Requests() {}

  static Requests readFrom(InputStream standardInput) {
    Requests requests = new Requests();
    Thread reader = new Thread(() -> requests.read(standardInput), "requests");
    reader.setDaemon(true);
    reader.start();
    return requests;
  }

  /** Waits for the next one. */
  Frame.Request take() throws InterruptedException {
    return waiting.take();
  }

  private void read(InputStream standardInput) {
    int status = ParentWatch.PARENT_GONE;
    try {
      FrameReader frames = new FrameReader(standardInput, Frame.MOST_REQUEST_BYTES);
      for (Frame frame = frames.read(); frame != null; frame = frames.read()) {
        if (!(frame instanceof Frame.Request request) || !waiting.offer(request)) {
          System.err.println("an unexpected request");
          status = NOT_UNDERSTOOD;
          break;
        }
      }
    } catch (IOException broken) {
      System.err.println("the requests cannot be read: " + broken.getMessage());
    } finally {
      // Not exit: shutdown hooks of a native library must not keep an orphan alive.
      Runtime.getRuntime().halt(status);
    }
  }
}
