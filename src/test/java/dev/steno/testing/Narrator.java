package dev.steno.testing;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Has a {@link StoryTeller} tell stories at random, and goes on when its server comes back. */
public final class Narrator implements Callable<Void> {

  /** What was told for certain: the server has said so. */
  public static final class Confirmed {
    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private final AtomicInteger events = new AtomicInteger();

    /** How many events, of all tasks. */
    public int events() {
      return events.get();
    }

    /** The highest number of a task. */
    public long last(String taskId) {
      return last.getOrDefault(taskId, 0L);
    }

    private void note(String taskId, int count, long seq) {
      last.merge(taskId, seq, Math::max);
      events.addAndGet(count);
    }
  }

  private static final int[] SEGMENT_BYTES = {
    400, 400, 400, 400, 400, 400, 4000, 4000, 4000, 20000
  };

  private final Supplier<StenoClient> server;
  private final List<String> tasks;
  private final Random random;
  private final Confirmed confirmed;
  private final CountDownLatch enough;

  /**
   * A narrator.
   *
   * @param server where the server is now
   * @param random what it tells
   * @param confirmed takes what was told
   * @param enough when to end
   */
  public Narrator(
      Supplier<StenoClient> server,
      List<String> tasks,
      Random random,
      Confirmed confirmed,
      CountDownLatch enough) {
    this.server = server;
    this.tasks = tasks;
    this.random = random;
    this.confirmed = confirmed;
    this.enough = enough;
  }

  @Override
  public Void call() throws InterruptedException {
    while (!enough.await(random.nextInt(10, 60), TimeUnit.MILLISECONDS)) {
      String task = tasks.get(random.nextInt(tasks.size()));
      int count = random.nextInt(1, 16);
      // Where no number comes back, nobody knows how much of it was told; the log does.
      tell(task, count).ifPresent(seq -> confirmed.note(task, count, seq));
    }
    return null;
  }

  private OptionalLong tell(String task, int count) {
    String told =
        "testing/tell?segments=30&others=3&task="
            + task
            + "&count="
            + count
            + "&bytes="
            + SEGMENT_BYTES[random.nextInt(SEGMENT_BYTES.length)]
            + "&seed="
            + random.nextInt(Integer.MAX_VALUE);
    try {
      HttpResponse<String> answer = server.get().post(told);
      return answer.statusCode() == 200
          ? OptionalLong.of(Long.parseLong(answer.body().trim()))
          : OptionalLong.empty();
    } catch (UncheckedIOException serverAway) {
      return OptionalLong.empty();
    }
  }
}
