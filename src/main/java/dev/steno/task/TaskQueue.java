package dev.steno.task;

import dev.steno.config.Executors;
import dev.steno.config.Setting;
import dev.steno.config.Settings;
import dev.steno.progress.ProgressLog;
import dev.steno.progress.ProgressLog.Story;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives waiting tasks to the runner, in the order of their turn and as many at once as the settings
 * say. The queue is the rows of the tasks themselves: one table knows who waits, who is next and
 * who runs, so the place in the line is a count and nothing can be in the queue but not in the
 * list. A claim is a change of the locked row; a second claimer finds it running.
 */
@ApplicationScoped
public class TaskQueue {

  private static final Logger LOG = System.getLogger(TaskQueue.class.getName());

  /** So many of those who wait are told their new place in one go. */
  private static final int TOLD = 20;

  /** So many are tried when the next in line was cancelled at this moment. */
  private static final int CLAIMED = 20;

  /** More than any setting lets in. */
  private static final int EVERYBODY = 100_000;

  private static final String WAITING = "Waiting for its turn";

  private static final long STOP_SECONDS = 10;

  @Resource(lookup = Executors.WORK)
  ManagedExecutorService executor;

  @Inject TaskStore store;
  @Inject ProgressLog log;
  @Inject AttemptRunner runner;
  @Inject Node node;
  @Inject Settings settings;
  @Inject Clock clock;

  private final Map<String, Attempt> running = new ConcurrentHashMap<>();
  private final WaitingLine line = new WaitingLine();
  private final AtomicInteger wakeUps = new AtomicInteger();
  private final ReentrantLock givingOut = new ReentrantLock();
  private volatile boolean open;

  /** Begins to give out work; tasks that were running when this node ended go on. */
  public void open() {
    open = true;
    wake();
  }

  /**
   * Gives out no more work and stops what runs, which goes on after the next start. Returns when it
   * has stopped: what still ran would open the database again behind our back.
   */
  public void close() {
    open = false;
    try {
      // Whoever is giving out work at this moment may be about to start one more.
      if (givingOut.tryLock(STOP_SECONDS, TimeUnit.SECONDS)) {
        givingOut.unlock();
      }
      List<Attempt> stopping = List.copyOf(running.values());
      stopping.forEach(Attempt::cancel);
      for (Attempt attempt : stopping) {
        if (!attempt.awaitOver(STOP_SECONDS)) {
          LOG.log(Level.WARNING, "task " + attempt.taskId() + " did not stop in time");
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks for work, on another thread. */
  public void wake() {
    if (!open || wakeUps.getAndIncrement() > 0) {
      // Somebody is looking already, and looks again before leaving.
      return;
    }
    try {
      executor.execute(this::dispatch);
    } catch (RejectedExecutionException refused) {
      wakeUps.set(0);
      LOG.log(Level.WARNING, "no thread to look for work; the next tick tries again", refused);
    }
  }

  /** Stops an attempt that runs here, if one does. */
  void stop(String taskId) {
    Attempt attempt = running.get(taskId);
    if (attempt != null) {
      attempt.cancel();
    }
  }

  /** Only one thread at a time is in here. */
  private void dispatch() {
    givingOut.lock();
    try {
      lookForWork();
    } finally {
      givingOut.unlock();
    }
  }

  private void lookForWork() {
    int seen;
    do {
      seen = wakeUps.get();
      try {
        if (open) {
          log.settle();
          recoverAbandoned();
          giveOut();
          tellThoseWhoWait();
        }
      } catch (RuntimeException failed) {
        LOG.log(Level.ERROR, "looking for work failed; the next tick tries again", failed);
      }
    } while (wakeUps.addAndGet(-seen) > 0);
  }

  /**
   * Rows that say "running here" although nobody runs them: the server died, or could not write.
   */
  private void recoverAbandoned() {
    for (String id : store.here(TaskStatus.RUNNING)) {
      if (open && !running.containsKey(id)) {
        LOG.log(Level.INFO, "task " + id + " goes on after an interruption");
        store.changeIfThere(
            id,
            task -> {
              if (task.status() != TaskStatus.RUNNING) {
                return Story.UNTOLD;
              }
              task.recover();
              return waiting(task, "Going on after an interruption");
            });
      }
    }
  }

  private void giveOut() {
    int limit = settings.number(Setting.STENO_RUNNING, 1, 8);
    while (open && running.size() < limit) {
      Optional<Attempt> next = claimNext();
      if (next.isEmpty()) {
        break;
      }
      start(next.get());
    }
  }

  private Optional<Attempt> claimNext() {
    for (String id : store.waiting(CLAIMED)) {
      Optional<Task> task =
          store.changeIfThere(
              id,
              waiting -> {
                if (waiting.status() != TaskStatus.QUEUED) {
                  return Story.UNTOLD;
                }
                waiting.start(node.id(), clock.instant());
                return TaskProgress.of(waiting, "Getting ready");
              });
      if (task.filter(this::runsHere).isPresent()) {
        return Optional.of(new Attempt(id, task.get().attempt()));
      }
    }
    return Optional.empty();
  }

  private boolean runsHere(Task task) {
    return task.status() == TaskStatus.RUNNING && node.id().equals(task.node());
  }

  private void start(Attempt attempt) {
    running.put(attempt.taskId(), attempt);
    try {
      executor.execute(() -> run(attempt));
    } catch (RejectedExecutionException refused) {
      running.remove(attempt.taskId());
      throw refused;
    }
  }

  private void run(Attempt attempt) {
    try {
      runner.run(attempt);
    } finally {
      running.remove(attempt.taskId());
      attempt.over();
      wake();
    }
  }

  private void tellThoseWhoWait() {
    for (WaitingLine.Place now : line.wrong(store.waiting(EVERYBODY), TOLD)) {
      store.changeIfThere(
          now.taskId(),
          task ->
              task.status() == TaskStatus.QUEUED ? told(task, WAITING, now.place()) : Story.UNTOLD);
    }
  }

  /** What watchers of a task that begins to wait are told; made for the change that does it. */
  Story waiting(Task task) {
    return waiting(task, WAITING);
  }

  private Story waiting(Task task, String message) {
    return told(task, message, store.placeOf(task));
  }

  private Story told(Task task, String message, int place) {
    line.told(task.id(), place);
    return TaskProgress.waiting(task, message, place);
  }
}
