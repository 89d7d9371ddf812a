package dev.steno.progress;

import dev.steno.config.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The one class that numbers, stores and fires what happens to tasks. A change of a task and the
 * events that tell of it are written in one transaction; the events are fired after its commit, in
 * the order of their numbers.
 */
@ApplicationScoped
public class ProgressLog {

  private static final Logger LOG = System.getLogger(ProgressLog.class.getName());

  @Inject Transactions transactions;
  @Inject EventTable table;
  @Inject Event<LoggedEvent> fired;

  /**
   * Held from before the number is taken until the event is fired: the database orders the commits,
   * but only a lock of our own keeps two threads from firing in another order than they committed.
   */
  private final TaskLocks locks = new TaskLocks();

  /**
   * Tasks with a commit that was asked for and not answered, as when the database goes away in the
   * middle of it, and the newest number that was fired before. Nobody knows whether what came after
   * it is in the log until the database can be asked.
   */
  private final Map<String, Long> unanswered = new ConcurrentHashMap<>();

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
    return locks.alone(
        taskId,
        () -> {
          settle(taskId);
          return storeAndFire(taskId, change);
        });
  }

  private List<LoggedEvent> storeAndFire(String taskId, Supplier<Story> change) {
    List<LoggedEvent> appended = new ArrayList<>();
    try {
      transactions.inNew(() -> appended.addAll(store(taskId, change.get())));
    } catch (RuntimeException failed) {
      if (appended.isEmpty()) {
        throw failed;
      }
      // Everything was written, so it is the commit that failed, or only its answer.
      unanswered.put(taskId, appended.get(0).seq() - 1);
      if (!settledDespite(failed, taskId)) {
        throw failed;
      }
      return appended;
    }
    appended.forEach(this::fire);
    return appended;
  }

  /** Whether the log shows, now, that a commit that seemed to fail was done. */
  private boolean settledDespite(RuntimeException failed, String taskId) {
    try {
      return settle(taskId) > 0;
    } catch (RuntimeException stillAway) {
      failed.addSuppressed(stillAway);
      return false;
    }
  }

  /**
   * Finds out about commits that were not answered, and fires what they stored. Without this a
   * watcher could wait for ever for the end of a task that nobody writes of any more.
   */
  public void settle() {
    unanswered.keySet().forEach(taskId -> locks.alone(taskId, () -> settle(taskId)));
  }

  /** Fires what is in the log and was not fired; returns how much that was. */
  private int settle(String taskId) {
    Long fired = unanswered.get(taskId);
    if (fired == null) {
      return 0;
    }
    List<LoggedEvent> stored = table.read(taskId, fired, Integer.MAX_VALUE);
    unanswered.remove(taskId);
    stored.forEach(this::fire);
    return stored.size();
  }

  private List<LoggedEvent> store(String taskId, Story story) {
    return story.events().isEmpty()
        ? List.of()
        : table.append(taskId, story.attempt(), story.events());
  }

  private void fire(LoggedEvent event) {
    try {
      fired.fire(event);
    } catch (RuntimeException | Error observerFailed) {
      // It is stored: whoever missed it reads it from the log. The task must not suffer.
      LOG.log(Level.ERROR, "an observer failed on event " + event.seq(), observerFailed);
    }
  }
}
