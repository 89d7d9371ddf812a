package dev.steno.testing.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** A thread that serves thousands of watchers. */
final class Reactor implements Runnable {

  private static final int BUFFER = 1 << 18;

  private final Selector selector;
  private final Arrivals arrivals;
  private final Tally tally = new Tally();
  private final Random random = new Random();
  private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final byte[] bytes = new byte[BUFFER];
  private long segments;

  /** A reactor that waits for its thread. */
  Reactor(Arrivals arrivals) throws IOException {
    this.selector = Selector.open();
    this.arrivals = arrivals;
  }

  @Override
  public void run() {
    try {
      while (true) {
        selector.select(this::ready);
        if (segments > 0) {
          arrivals.add(segments);
          segments = 0;
        }
        for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
          order.run();
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void ready(SelectionKey key) {
    segments += ((LoadWatcher) key.attachment()).ready(key, buffer, bytes);
  }

  /** Does something on the reactor's thread and waits for its result. */
  <T> T ask(Supplier<T> order) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    orders.add(
        () -> {
          try {
            answer.complete(order.get());
          } catch (RuntimeException failed) {
            answer.completeExceptionally(failed);
          }
        });
    selector.wakeup();
    return answer.join();
  }

  /** Begins to connect one more watcher. */
  LoadWatcher connect(int port, String path, Runnable onOpen) {
    return ask(
        () -> {
          try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            LoadWatcher watcher = new LoadWatcher(port, path, channel, tally, random, onOpen);
            channel.register(selector, SelectionKey.OP_CONNECT, watcher);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return watcher;
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        });
  }

  /** Adds what was seen to another tally. */
  void addTo(Tally sum) {
    ask(
        () -> {
          sum.add(tally);
          return sum;
        });
  }

  /** Forgets what was seen. */
  void clear() {
    ask(
        () -> {
          tally.clear();
          return tally;
        });
  }
}
