package dev.steno.engine.worker;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.TestListener;

/** A server that prints the process id of its worker, gives it endless work, and is then killed. */
final class ShortLivedServer {

  private ShortLivedServer() {}

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    try (TestWorkers workers = TestWorkers.of(FaultyLoader.spec("none"), WorkerLimits.of(1, 100))) {
      RecognitionOptions fine = new RecognitionOptions("en", false, "fine");
      workers.recognizer().recognize(new short[100], fine, new TestListener());
      System.out.println(TestWorkers.processes().findFirst().orElseThrow().pid());
      workers
          .recognizer()
          .recognize(
              new short[100], new RecognitionOptions("en", false, "hang"), new TestListener());
    }
  }
}
