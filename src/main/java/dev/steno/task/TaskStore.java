package dev.steno.task;

import dev.steno.config.Transactions;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.progress.ProgressLog;
import dev.steno.progress.ProgressLog.Story;
import dev.steno.progress.TaskForgotten;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the tasks. Every change goes through the {@link ProgressLog}, so that what watchers
 * are told and what the row says are written together.
 */
@ApplicationScoped
public class TaskStore {

  @PersistenceContext(unitName = "steno")
  EntityManager entities;

  @Inject ProgressLog log;
  @Inject Transactions transactions;
  @Inject Event<TaskForgotten> forgotten;
  @Inject Node node;
  @Inject Clock clock;

  /** A new task whose recording begins to arrive. */
  public Task create(String fileName) {
    Task task = Task.uploading(UUID.randomUUID().toString(), fileName, node.id(), clock.instant());
    log.record(
        task.id(),
        () -> {
          entities.persist(task);
          entities.flush();
          return TaskProgress.of(task, "The recording is arriving");
        });
    return task;
  }

  /** The task, or empty where there is none. */
  public Optional<Task> find(String id) {
    return transactions.inNew(() -> Optional.ofNullable(entities.find(Task.class, id)));
  }

  /** The task. */
  public Task get(String id) {
    return find(id).orElseThrow(TaskStore::unknown);
  }

  /**
   * Changes a task while nobody else can.
   *
   * @param change uses the task's verbs and says what happened
   * @return the task as it is now
   */
  public Task change(String id, Function<Task, Story> change) {
    return change(id, change, TaskStore::unknown);
  }

  private Task change(
      String id, Function<Task, Story> change, Supplier<? extends RuntimeException> missing) {
    Task[] changed = new Task[1];
    log.record(
        id,
        () -> {
          Task task = entities.find(Task.class, id, LockModeType.PESSIMISTIC_WRITE);
          if (task == null) {
            throw missing.get();
          }
          Story story = change.apply(task);
          entities.flush();
          changed[0] = task;
          return story;
        });
    return changed[0];
  }

  /** Changes a task that may have been deleted; empty where it was. */
  Optional<Task> changeIfThere(String id, Function<Task, Story> change) {
    try {
      return Optional.of(change(id, change));
    } catch (ProblemException refused) {
      if (refused.code() != ErrorCode.NOT_FOUND) {
        throw refused;
      }
      return Optional.empty();
    }
  }

  /**
   * Changes a task on behalf of one attempt.
   *
   * @throws StaleAttemptException where that attempt does not run any more
   */
  Task changeRunning(String id, int attempt, Function<Task, Story> change) {
    Supplier<StaleAttemptException> stale = () -> new StaleAttemptException(id, attempt);
    return change(
        id,
        task -> {
          if (!task.runs(attempt)) {
            throw stale.get();
          }
          return change.apply(task);
        },
        stale);
  }

  /** Removes a task with its chunks, events and transcript. */
  public void delete(String id) {
    transactions.inNew(
        () ->
            entities
                .createQuery("delete from Task t where t.id = :id")
                .setParameter("id", id)
                .executeUpdate());
    forgotten.fire(new TaskForgotten(id));
  }

  /**
   * One page of the list.
   *
   * @param tasks newest first
   * @param total how many there are on all pages
   */
  public record Page(List<Task> tasks, long total) {}

  /**
   * Lists tasks.
   *
   * @param nameContains part of the file name, in any case; empty for all
   * @param status only those in this state, or {@code null} for all
   * @param page from 1
   * @param size of a page
   */
  public Page list(String nameContains, @Nullable TaskStatus status, int page, int size) {
    String where =
        " where lower(t.fileName) like :name escape '!'"
            + (status == null ? "" : " and t.status = :status");
    return transactions.inNew(
        () -> {
          TypedQuery<Task> tasks =
              entities.createQuery(
                  "select t from Task t" + where + " order by t.createdAt desc, t.id desc",
                  Task.class);
          TypedQuery<Long> total =
              entities.createQuery("select count(t) from Task t" + where, Long.class);
          for (TypedQuery<?> query : List.of(tasks, total)) {
            query.setParameter("name", "%" + escaped(nameContains) + "%");
            if (status != null) {
              query.setParameter("status", status);
            }
          }
          return new Page(
              tasks.setFirstResult((page - 1) * size).setMaxResults(size).getResultList(),
              total.getSingleResult());
        });
  }

  private static String escaped(String text) {
    return text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  /** The ids of those who wait, in the order of their turn. */
  List<String> waiting(int atMost) {
    return transactions.inNew(
        () ->
            entities
                .createQuery(
                    "select t.id from Task t where t.status = :status order by t.queuedAt, t.id",
                    String.class)
                .setParameter("status", TaskStatus.QUEUED)
                .setMaxResults(atMost)
                .getResultList());
  }

  /**
   * The place in line of a task that waits, 1 for the next. Reads within the caller's transaction:
   * made for the changes of that task.
   */
  int placeOf(Task task) {
    return 1
        + entities
            .createQuery(
                "select count(t) from Task t where t.status = :status and (t.queuedAt < :since"
                    + " or (t.queuedAt = :since and t.id < :id))",
                Long.class)
            .setParameter("status", TaskStatus.QUEUED)
            .setParameter("since", task.queuedAtMillis())
            .setParameter("id", task.id())
            .getSingleResult()
            .intValue();
  }

  /** The ids of the tasks in a state that this node works on. */
  List<String> here(TaskStatus status) {
    return transactions.inNew(
        () ->
            entities
                .createQuery(
                    "select t.id from Task t where t.status = :status and t.node = :node",
                    String.class)
                .setParameter("status", status)
                .setParameter("node", node.id())
                .getResultList());
  }

  /** Whether a task that runs or waits is or will be recognised with the model of that name. */
  public boolean needModel(String model) {
    return transactions.inNew(
        () ->
            entities
                    .createQuery(
                        "select count(t) from Task t where t.status in :unfinished"
                            + " and (t.model = :model or t.wantedModel = :model)",
                        Long.class)
                    .setParameter("unfinished", List.of(TaskStatus.QUEUED, TaskStatus.RUNNING))
                    .setParameter("model", model)
                    .getSingleResult()
                > 0);
  }

  /** How many tasks are in a state. */
  public long count(TaskStatus status) {
    return transactions.inNew(
        () ->
            entities
                .createQuery("select count(t) from Task t where t.status = :status", Long.class)
                .setParameter("status", status)
                .getSingleResult());
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ErrorCode.NOT_FOUND, "There is no such task. It may have been deleted; see the list.");
  }
}
