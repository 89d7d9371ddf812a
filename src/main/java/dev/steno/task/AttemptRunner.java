package dev.steno.task;

import dev.steno.engine.EngineCatalogue;
import dev.steno.engine.EngineDescription;
import dev.steno.pipeline.Job;
import dev.steno.pipeline.Pipeline;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.progress.ProgressEvent.Failed;
import dev.steno.progress.ProgressLog.Story;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CancellationException;

/** Runs one attempt of one task from its start to its end, whatever happens on the way. */
@ApplicationScoped
class AttemptRunner {

  private static final Logger LOG = System.getLogger(AttemptRunner.class.getName());

  @Inject TaskStore store;
  @Inject ChunkTable chunkTable;
  @Inject Transcripts transcripts;
  @Inject MediaStore media;
  @Inject Clock clock;
  // Not resolved before the first attempt: they exist only once the server has started.
  @Inject Instance<Pipeline> pipeline;
  @Inject Instance<EngineCatalogue> engines;

  /** Runs the attempt; returns when it is over, whether it succeeded or not. Never throws. */
  void run(Attempt attempt) {
    try {
      transcribe(attempt);
    } catch (CancellationException | StaleAttemptException over) {
      // Cancelled, deleted, or the server is stopping: the row already says what is true.
      LOG.log(Level.DEBUG, "attempt over", over);
    } catch (ProblemException problem) {
      if (attempt.cancelled()) {
        LOG.log(Level.DEBUG, "refused while being stopped", problem);
      } else {
        fail(attempt, problem);
      }
    } catch (RuntimeException | Error unexpected) {
      failUnexpectedly(attempt, unexpected);
    } finally {
      cleanUp(attempt.taskId());
    }
  }

  private void transcribe(Attempt attempt) {
    Task task = store.get(attempt.taskId());
    boolean begun = chunkTable.read(task.id()).finished() > 0;
    Assignment assignment = prepared(attempt, task, begun);
    EngineDescription engine = assignment.recognizer().description();
    store.changeRunning(
        task.id(),
        attempt.number(),
        running -> {
          running.recognizeWith(engine.name(), engine.model(), assignment.language());
          if (!engine.note().isEmpty()) {
            running.warn(engine.note());
          }
          return Story.UNTOLD;
        });
    pipeline
        .get()
        .run(
            new Job(
                media.recording(task.id()),
                scratch(task.id()),
                assignment.recognizer(),
                assignment.language(),
                task.wishes().translate(),
                task.wishes().prompt()),
            new AttemptCheckpoints(task.id(), attempt.number(), store, chunkTable, transcripts),
            attempt::cancelled);
    store.changeRunning(
        task.id(),
        attempt.number(),
        running -> {
          running.complete(clock.instant());
          return TaskProgress.of(running, "The transcript is ready");
        });
  }

  /**
   * The assignment with its engine ready. Where that cannot be had (its model cannot be fetched)
   * and nobody insisted on it, the next best does the work, and a warning says so.
   */
  private Assignment prepared(Attempt attempt, Task task, boolean begun) {
    Assignment assignment = Assignment.of(task, begun, engines.get());
    try {
      assignment.recognizer().prepare(new Preparation(attempt, store));
      return assignment;
    } catch (ProblemException unusable) {
      Wishes wishes = task.wishes();
      if (begun || !EngineCatalogue.isAny(wishes.engine())) {
        throw unusable;
      }
      LOG.log(Level.WARNING, "the best engine cannot be used, another one takes over", unusable);
      Assignment other =
          Assignment.of(task, false, engines.get().without(assignment.recognizer().description()));
      store.changeRunning(
          task.id(),
          attempt.number(),
          running -> {
            running.warn("A better engine could not be used: " + unusable.userMessage());
            return Story.UNTOLD;
          });
      return other;
    }
  }

  private Path scratch(String taskId) {
    try {
      return media.scratch(taskId).resolve("audio.pcm");
    } catch (IOException failed) {
      throw new UncheckedIOException("no folder could be made for the decoded audio", failed);
    }
  }

  private void failUnexpectedly(Attempt attempt, Throwable unexpected) {
    if (attempt.cancelled()) {
      // What breaks while an attempt is being stopped is no failure of the task.
      LOG.log(Level.DEBUG, "broke while being stopped", unexpected);
      return;
    }
    LOG.log(Level.ERROR, "task " + attempt.taskId() + " failed unexpectedly", unexpected);
    fail(
        attempt,
        new ProblemException(
            ErrorCode.INTERNAL,
            "Something went wrong in the server. Try again; if it stays, tell the administrator.",
            unexpected.getClass().getSimpleName(),
            unexpected));
  }

  private void fail(Attempt attempt, ProblemException problem) {
    try {
      store.changeRunning(
          attempt.taskId(),
          attempt.number(),
          running -> {
            running.fail(problem, clock.instant());
            return Story.of(
                attempt.number(),
                new Failed(
                    problem.code().name(), problem.userMessage(), problem.technicalDetail()));
          });
    } catch (StaleAttemptException over) {
      LOG.log(Level.DEBUG, "failed after it was over", over);
    } catch (RuntimeException notStored) {
      // The row still says "running"; the queue sees that nobody runs it and tries again.
      LOG.log(Level.ERROR, "the failure of a task could not be stored", notStored);
    }
  }

  private void cleanUp(String taskId) {
    try {
      media.removeScratch(taskId);
    } catch (IOException | RuntimeException left) {
      LOG.log(Level.WARNING, "decoded audio of task " + taskId + " is left until restart", left);
    }
  }
}
