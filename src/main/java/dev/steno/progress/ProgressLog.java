package dev.steno.progress;

import dev.steno.config.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The one class that numbers, stores and fires what happens to tasks. A change of a task and the
 * events that tell of it are written in one transaction; the events are fired after its commit, in
 * the order of their numbers.
 */
@ApplicationScoped
public class ProgressLog {

  private static final Logger LOG = System.getLogger(ProgressLog.class.getName());

  /** More than threads that write at once, so that two tasks rarely share a lock. */
  private static final int STRIPES = 64;

  @Inject Transactions transactions;
  @Inject EventTable table;
  @Inject Event<LoggedEvent> fired;

  /**
   * Held from before the number is taken until the event is fired: the database orders the commits,
   * but only a lock of our own keeps two threads from firing in another order than they committed.
   */
  private final List<Lock> locks =
      Stream.<Lock>generate(ReentrantLock::new).limit(STRIPES).toList();

  /**
   * What a change tells.
   *
   * @param attempt the attempt it belongs to
   * @param events in order; none where there is nothing to tell
   */
  public record Story(int attempt, List<ProgressEvent> events) {

    /** Nothing happened that anybody needs to know. */
    public static final Story UNTOLD = new Story(0, List.of());

    /** One thing happened. */
    public static Story of(int attempt, ProgressEvent event) {
      return new Story(attempt, List.of(event));
    }
  }

  /**
   * Changes a task and tells of it.
   *
   * @param taskId the task
   * @param change writes to the database and says what happened; runs in a new transaction, which
   *     is rolled back, with nothing told, where it throws
   * @return what was stored and fired
   */
  public List<LoggedEvent> record(String taskId, Supplier<Story> change) {
    Lock lock = locks.get(Math.floorMod(taskId.hashCode(), STRIPES));
    lock.lock();
    try {
      List<LoggedEvent> logged = transactions.inNew(() -> store(taskId, change.get()));
      logged.forEach(this::fire);
      return logged;
    } finally {
      lock.unlock();
    }
  }

  private List<LoggedEvent> store(String taskId, Story story) {
    return story.events().isEmpty()
        ? List.of()
        : table.append(taskId, story.attempt(), story.events());
  }

  private void fire(LoggedEvent event) {
    try {
      fired.fire(event);
    } catch (RuntimeException observerFailed) {
      // It is stored: whoever missed it reads it from the log. The task must not suffer.
      LOG.log(Level.ERROR, "an observer failed on event " + event.seq(), observerFailed);
    }
  }
}
