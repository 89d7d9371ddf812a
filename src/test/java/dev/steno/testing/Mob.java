package dev.steno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many clients at once that are each a {@link Nuisance} and go in one way or another. */
public final class Mob {

  private static final int AT_ONCE = 12;

  private enum Departure {
    RESET,
    GOODBYE,
    DROPPED_LINE,
    WAITS_TO_BE_CLOSED
  }

  private final URI base;
  private final String taskId;
  private final Random random;

  /**
   * A mob.
   *
   * @param base the address of the application
   * @param taskId what they come for
   * @param random what they do
   */
  public Mob(URI base, String taskId, Random random) {
    this.base = base;
    this.taskId = taskId;
    this.random = random;
  }

  /** Comes and goes so many times. */
  public void annoy(int times) throws InterruptedException, ExecutionException {
    List<Nuisance> nuisances = Nuisance.all();
    List<Departure> departures = List.of(Departure.values());
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Void>> all = new ArrayList<>();
      for (int count = 0; count < times; count++) {
        Nuisance nuisance = nuisances.get(random.nextInt(nuisances.size()));
        Departure departure = departures.get(random.nextInt(departures.size()));
        all.add(threads.submit(() -> annoy(nuisance, departure)));
      }
      for (Future<Void> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Void annoy(Nuisance nuisance, Departure departure) throws IOException {
    RawSocket socket = RawSocket.open(base, taskId);
    try (socket) {
      nuisance.inflict(socket);
      switch (departure) {
        case RESET -> socket.reset();
        case GOODBYE -> socket.sayGoodbye(1000);
        case DROPPED_LINE -> socket.readText();
        case WAITS_TO_BE_CLOSED -> socket.awaitEnding();
      }
    } catch (IOException closedInMidSentence) {
      // The server had enough before all was said.
      assertThat(closedInMidSentence).isNotInstanceOf(SocketTimeoutException.class);
    }
    return null;
  }
}
