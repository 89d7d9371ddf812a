package dev.steno.testing;

import dev.steno.testing.RawSocket.Line;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that follows a task through everything that happens, and makes much of it happen itself:
 * it leaves in one way or another and comes back, reads slowly, stops reading, answers no pings.
 * Once it is calm it only reads.
 */
public final class Follower implements Callable<Collected> {

  /**
   * What all followers share.
   *
   * @param server where the server is now; somewhere else while it goes
   * @param happenings counts what happens to them
   * @param calm from when on they only read
   * @param over when they go for good
   */
  public record Scene(
      Supplier<URI> server, Happenings happenings, CountDownLatch calm, CountDownLatch over) {}

  /** How one visit is spent. */
  public enum Mood {
    /** Reads what comes. */
    STEADY,
    /** Reads, with a pause after each message. */
    SLOW,
    /** Stops reading. */
    DEAF,
    /** Stops reading, but says that it is alive. */
    STUBBORN,
    /** Reads, but answers no ping. */
    MUTE
  }

  /** What a client that did nothing wrong may be told; 1006 stands for a line that broke. */
  private static final Set<Integer> FAIR_ENDINGS = Set.of(1001, 1006, 1011, 1012, 1013);

  private static final int LAST_LATE_COMER_MILLIS = 15_000;
  private static final int LONGEST_DEAFNESS_MILLIS = 10_000;
  private static final int SIGN_OF_LIFE_MILLIS = 300;

  private final Scene scene;
  private final Random random;
  private final Collected collected;
  private final int visits;
  private Mood mood;
  private @Nullable URI watching;

  /**
   * A follower.
   *
   * @param random what it does
   * @param mood of its first visit
   * @param visits after how many it stays away for good
   */
  public Follower(Scene scene, Chronicle chronicle, Random random, Mood mood, int visits) {
    this.scene = scene;
    this.random = random;
    this.collected = new Collected(chronicle);
    this.mood = mood;
    this.visits = visits;
  }

  /** What it has so far. */
  public Collected collected() {
    return collected;
  }

  /** Whether it stays to the end. */
  public boolean stays() {
    return visits == Integer.MAX_VALUE;
  }

  @Override
  public Collected call() throws InterruptedException {
    if (mood == Mood.STEADY) {
      scene.calm().await(random.nextInt(LAST_LATE_COMER_MILLIS), TimeUnit.MILLISECONDS);
    }
    for (int visit = 0; visit < visits && !isOver(); ) {
      try (RawSocket socket = open()) {
        visit++;
        scene.happenings().add(collected.last() == 0 ? "joined" : "resumed");
        visit(socket);
      } catch (SocketTimeoutException silence) {
        throw new AssertionError("a server that neither speaks nor goes away", silence);
      } catch (IOException broken) {
        scene.happenings().add(watching == null ? "server away" : "line broke");
        noteIfCut(RawSocket.BROKEN);
        pause(random.nextInt(50, 250));
      }
      watching = null;
      mood = isCalm() ? Mood.STEADY : nextMood();
    }
    return collected;
  }

  private Mood nextMood() {
    int chance = random.nextInt(100);
    if (chance < 60) {
      return Mood.STEADY;
    }
    if (chance < 80) {
      return Mood.SLOW;
    }
    if (chance < 90) {
      return Mood.DEAF;
    }
    return chance < 95 ? Mood.STUBBORN : Mood.MUTE;
  }

  private RawSocket open() throws IOException {
    URI server = scene.server().get();
    boolean narrow = mood == Mood.DEAF || mood == Mood.STUBBORN;
    Line line = narrow ? Line.NARROW : Line.ORDINARY;
    RawSocket socket = RawSocket.open(server, collected.taskId(), collected.since(), line);
    watching = server;
    return socket;
  }

  private void visit(RawSocket socket) throws IOException, InterruptedException {
    int patience = random.nextInt(10, 400);
    switch (mood) {
      case DEAF -> {
        read(socket, 3);
        pause(random.nextInt(LONGEST_DEAFNESS_MILLIS));
        patience = Integer.MAX_VALUE;
      }
      case STUBBORN -> {
        read(socket, 3);
        insist(socket);
        patience = Integer.MAX_VALUE;
      }
      case MUTE -> {
        socket.mute();
        patience = Integer.MAX_VALUE;
      }
      case STEADY, SLOW -> {}
    }
    if (read(socket, patience)) {
      leave(socket);
    } else {
      note(socket.ending());
    }
  }

  private void insist(RawSocket socket) throws IOException, InterruptedException {
    for (int waited = 0; waited < LONGEST_DEAFNESS_MILLIS; waited += SIGN_OF_LIFE_MILLIS) {
      if (pause(SIGN_OF_LIFE_MILLIS)) {
        return;
      }
      socket.frame(RawSocket.LAST | RawSocket.PONG, new byte[0]);
    }
  }

  /**
   * Reads so many messages, or all, once it is calm.
   *
   * @return whether it was this end that had enough
   */
  private boolean read(RawSocket socket, int patience) throws IOException, InterruptedException {
    int left = patience;
    while (!isOver() && (left > 0 || isCalm())) {
      String message = socket.readText();
      if (message == null) {
        return false;
      }
      collected.hear(message);
      left--;
      if (mood == Mood.SLOW) {
        pause(random.nextInt(30));
      }
    }
    return true;
  }

  private void leave(RawSocket socket) throws IOException {
    switch (random.nextInt(3)) {
      case 0 -> {
        socket.sayGoodbye(1000);
        socket.awaitEnding();
        scene.happenings().add("left politely");
      }
      case 1 -> {
        socket.reset();
        scene.happenings().add("left with a reset");
      }
      default -> scene.happenings().add("dropped the line");
    }
  }

  private void note(RawSocket.Ending ending) {
    scene.happenings().add(ending.code() + " " + ending.reason());
    noteIfCut(ending.code());
    if (!FAIR_ENDINGS.contains(ending.code())) {
      throw new AssertionError("ended unfairly: " + ending);
    }
  }

  /** It is a cut where the server is still there. */
  private void noteIfCut(int code) {
    if (scene.server().get().equals(watching)) {
      scene.happenings().add("cut while " + mood + ": " + code);
    }
  }

  private boolean isCalm() {
    return scene.calm().getCount() == 0;
  }

  private boolean isOver() {
    return scene.over().getCount() == 0;
  }

  /** Does nothing for a while, unless it becomes calm; whether it did. */
  private boolean pause(int millis) throws InterruptedException {
    return scene.calm().await(millis, TimeUnit.MILLISECONDS);
  }
}
