package dev.steno.task;

import dev.steno.config.Setting;
import dev.steno.config.Settings;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.progress.ProgressEvent.Failed;
import dev.steno.progress.ProgressLog.Story;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Clock;

/** What may be done with tasks. */
@ApplicationScoped
public class Tasks {

  private static final Logger LOG = System.getLogger(Tasks.class.getName());

  @Inject TaskStore store;
  @Inject TaskQueue queue;
  @Inject MediaStore media;
  @Inject Settings settings;
  @Inject Clock clock;

  /** Refuses further work while too much waits. */
  public void requireRoom() {
    if (store.count(TaskStatus.QUEUED) >= settings.number(Setting.STENO_QUEUE, 1)) {
      throw new ProblemException(
          ErrorCode.QUEUE_FULL, "Too many recordings are waiting already. Try again later.");
    }
  }

  /** A new task whose recording begins to arrive. */
  public Task begin(String fileName) {
    return store.create(fileName);
  }

  /**
   * Tells how much of the recording has arrived.
   *
   * @throws ProblemException where the task was cancelled or deleted meanwhile
   */
  public void receive(String id, int percentage) {
    store.change(
        id,
        task -> {
          task.receive(percentage);
          return TaskProgress.of(task, "The recording is arriving");
        });
  }

  /** The recording has arrived; the task waits for its turn. */
  public Task enqueue(String id, long bytes, Wishes wishes) {
    Task task =
        store.change(
            id,
            arrived -> {
              arrived.enqueue(bytes, wishes, clock.instant());
              return queue.waiting(arrived);
            });
    queue.wake();
    return task;
  }

  /** Ends a task for good; whoever works on it stops within a second. */
  public Task cancel(String id) {
    ProblemException reason =
        new ProblemException(
            ErrorCode.CANCELLED, "This task was cancelled. It can be tried again.");
    Task task =
        store.change(
            id,
            ending -> {
              ending.cancel(reason, clock.instant());
              return Story.of(
                  ending.attempt(), new Failed(reason.code().name(), reason.userMessage(), null));
            });
    queue.stop(id);
    // Those who waited behind it have moved up.
    queue.wake();
    return task;
  }

  /** Gives a task that ended without a transcript another attempt, with the same wishes. */
  public Task retry(String id) {
    if (!Files.exists(media.recording(id))) {
      store.get(id);
      throw new ProblemException(
          ErrorCode.CONFLICT, "The recording of this task is not here; upload it again.");
    }
    Task task =
        store.change(
            id,
            again -> {
              again.retry(clock.instant());
              return queue.waiting(again);
            });
    queue.wake();
    return task;
  }

  /** Removes a task and all it has, in any state; what runs is stopped first. */
  public void delete(String id) {
    if (!store.get(id).status().ended()) {
      try {
        cancel(id);
      } catch (IllegalTransitionException justEnded) {
        LOG.log(Level.DEBUG, "ended by itself before it was deleted", justEnded);
      }
    }
    store.delete(id);
    removeFiles(id);
  }

  /** Removes what is left of an upload that broke off; harmless where nothing is. */
  public void abandon(String id, ProblemException reason) {
    try {
      store.change(
          id,
          task -> {
            task.fail(reason, clock.instant());
            return Story.of(
                0,
                new Failed(reason.code().name(), reason.userMessage(), reason.technicalDetail()));
          });
      store.delete(id);
    } catch (ProblemException alreadyEnded) {
      LOG.log(Level.DEBUG, "cancelled or deleted while it arrived", alreadyEnded);
    }
    removeFiles(id);
  }

  private void removeFiles(String id) {
    try {
      media.remove(id);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "files of task " + id + " are left; the next start removes them", failed);
    }
  }
}
