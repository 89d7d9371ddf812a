package dev.steno.testing.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Thousands of watchers in a process of their own, served by two threads. Each line on its standard
 * input is an order, and is answered by one line; the process ends with its input.
 *
 * <ul>
 *   <li>{@code connect PORT COUNT PATH…}: so many watchers, spread over the paths; answers how many
 *       nanoseconds it took until all watch.
 *   <li>{@code leave}: all watchers go away.
 *   <li>{@code clear}: forgets what was seen and counted.
 *   <li>{@code await COUNT SECONDS}: waits until so many segments have arrived at all watchers
 *       together; answers how many have, and when the last one came, by the clock of {@code
 *       nanoTime}, which processes of one machine share on Linux.
 *   <li>{@code seen}: answers with the line of a {@link Seen}.
 *   <li>{@code stall PORT PATH}: one watcher that never reads; answers its own port.
 *   <li>{@code unstall}: it goes away.
 * </ul>
 */
public final class LoadGenerator {

  private static final Logger LOG = System.getLogger(LoadGenerator.class.getName());

  private static final int THREADS = 2;

  /** Fewer than the kernel lets wait for a server to accept them. */
  private static final int CONNECTING_AT_ONCE = 1000;

  /** So small that the server notices soon, in bytes. */
  private static final int STALLED_WINDOW = 4096;

  private final Arrivals arrivals = new Arrivals();
  private final List<Reactor> reactors = new ArrayList<>();
  private final List<Runnable> leaving = new ArrayList<>();
  private @Nullable SocketChannel stalled;

  private LoadGenerator() throws IOException {
    for (int thread = 0; thread < THREADS; thread++) {
      Reactor reactor = new Reactor(arrivals);
      reactors.add(reactor);
      Thread runs = new Thread(reactor, "reactor-" + thread);
      runs.setDaemon(true);
      runs.setUncaughtExceptionHandler(LoadGenerator::end);
      runs.start();
    }
  }

  /**
   * Runs it.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    LoadGenerator generator = new LoadGenerator();
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      System.out.println(generator.obey(order.split(" ", -1)));
    }
  }

  /** Whoever waits for an answer must not wait for ever. */
  private static void end(Thread thread, Throwable failure) {
    LOG.log(Level.ERROR, thread.getName() + " failed", failure);
    Runtime.getRuntime().halt(1);
  }

  private String obey(String[] order) throws IOException, InterruptedException {
    return switch (order[0]) {
      case "connect" ->
          connect(
              Integer.parseInt(order[1]),
              Integer.parseInt(order[2]),
              List.of(order).subList(3, order.length));
      case "leave" -> leave();
      case "clear" -> clear();
      case "await" -> await(Long.parseLong(order[1]), Long.parseLong(order[2]));
      case "seen" -> seen();
      case "stall" -> stall(Integer.parseInt(order[1]), order[2]);
      case "unstall" -> unstall();
      default -> throw new IllegalArgumentException(order[0]);
    };
  }

  private String connect(int port, int count, List<String> paths) throws InterruptedException {
    long begin = System.nanoTime();
    Semaphore places = new Semaphore(CONNECTING_AT_ONCE);
    CountDownLatch connecting = new CountDownLatch(count);
    Runnable onOpen =
        () -> {
          places.release();
          connecting.countDown();
        };
    for (int made = 0; made < count; made++) {
      places.acquire();
      Reactor reactor = reactors.get(made % THREADS);
      LoadWatcher watcher = reactor.connect(port, paths.get(made % paths.size()), onOpen);
      leaving.add(
          () ->
              reactor.ask(
                  () -> {
                    watcher.leave();
                    return watcher;
                  }));
    }
    connecting.await();
    return Long.toString(System.nanoTime() - begin);
  }

  private String leave() {
    leaving.forEach(Runnable::run);
    leaving.clear();
    return "gone";
  }

  private String clear() {
    reactors.forEach(Reactor::clear);
    arrivals.clear();
    return "cleared";
  }

  private String await(long count, long seconds) throws InterruptedException {
    long arrived = arrivals.await(count, Duration.ofSeconds(seconds));
    return arrived + " " + arrivals.lastNanos();
  }

  private String seen() {
    Tally sum = new Tally();
    reactors.forEach(reactor -> reactor.addTo(sum));
    return sum.seen().line();
  }

  private String stall(int port, String path) throws IOException {
    SocketChannel channel = SocketChannel.open();
    // Before it connects: the window that is told then is never larger.
    channel.setOption(StandardSocketOptions.SO_RCVBUF, STALLED_WINDOW);
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.write(Handshake.request(port, path, new Random()));
    stalled = channel;
    return Integer.toString(((InetSocketAddress) channel.getLocalAddress()).getPort());
  }

  private String unstall() throws IOException {
    if (stalled != null) {
      stalled.close();
      stalled = null;
    }
    return "gone";
  }
}
