package dev.steno.progress;

import dev.steno.config.Database;
import dev.steno.config.TransactionSql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The rows of the event log. Writing needs a transaction of the caller's. */
@ApplicationScoped
public class EventTable implements EventReader {

  private static final String COLUMNS = "seq, attempt, kind, happened_at, body";

  static final String REMOVE_PROGRESS =
      "delete from task_event where task_id = ? and kind = ? and seq < ?";

  /**
   * With the limit in the statement: a planner that does not know it reads and sorts everything.
   */
  static final String READ =
      "select "
          + COLUMNS
          + " from task_event where task_id = ? and seq > ? order by seq fetch first ? rows only";

  /** Each kind on its own, since H2 looks up one kind in its index but not two. */
  static final String NEWEST_STATE =
      "select "
          + COLUMNS
          + " from (select "
          + COLUMNS
          + " from task_event where task_id = ? and kind = ? union all select "
          + COLUMNS
          + " from task_event where task_id = ? and kind = ?) state"
          + " order by seq desc fetch first 1 rows only";

  @Resource(lookup = Database.NAME)
  DataSource database;

  @Inject TransactionSql sql;
  @Inject Clock clock;

  /**
   * Numbers and stores events. The update of the task's row holds its lock until the commit, so
   * that numbers become visible in their order.
   *
   * @return the events as they will stand in the log once the transaction is committed
   */
  List<LoggedEvent> append(String taskId, int attempt, List<ProgressEvent> events) {
    try {
      long first = takeNumbers(taskId, events.size());
      Instant now = Instant.ofEpochMilli(clock.millis());
      List<LoggedEvent> logged = new ArrayList<>();
      for (ProgressEvent event : events) {
        LoggedEvent next = new LoggedEvent(taskId, first + logged.size(), attempt, now, event);
        insert(next);
        logged.add(next);
      }
      removeSuperseded(logged);
      return logged;
    } catch (PersistenceException failed) {
      throw new EventLogException("events of task " + taskId + " could not be stored", failed);
    }
  }

  private long takeNumbers(String taskId, int count) {
    if (sql.update("update task set last_seq = last_seq + ? where id = ?", count, taskId) != 1) {
      throw new EventLogException("there is no task " + taskId + " to tell of");
    }
    return sql.number("select last_seq from task where id = ?", taskId) - count + 1;
  }

  private void insert(LoggedEvent event) {
    sql.update(
        "insert into task_event (task_id, seq, attempt, kind, happened_at, body)"
            + " values (?, ?, ?, ?, ?, ?)",
        event.taskId(),
        event.seq(),
        event.attempt(),
        EventCodec.kind(event.event()),
        event.at().toEpochMilli(),
        EventCodec.body(event.event()));
  }

  /** Of progress only the newest tells anything. */
  private void removeSuperseded(List<LoggedEvent> events) {
    for (int last = events.size() - 1; last >= 0; last--) {
      LoggedEvent newest = events.get(last);
      if (newest.event() instanceof ProgressEvent.Advanced) {
        sql.update(REMOVE_PROGRESS, newest.taskId(), EventCodec.PROGRESS, newest.seq());
        return;
      }
    }
  }

  @Override
  public Optional<Extent> extent(String taskId) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select last_seq from task where id = ?")) {
      select.setString(1, taskId);
      try (ResultSet row = select.executeQuery()) {
        // Superseded progress is no loss, so nothing that a client needs is ever pruned.
        return row.next() ? Optional.of(new Extent(row.getLong(1), 0)) : Optional.empty();
      }
    } catch (SQLException failed) {
      throw new EventLogException("the log of task " + taskId + " could not be read", failed);
    }
  }

  @Override
  public List<LoggedEvent> read(String taskId, long since, int limit) {
    return query(
        taskId,
        READ,
        select -> {
          select.setString(1, taskId);
          select.setLong(2, since);
          select.setInt(3, limit);
        });
  }

  /** The newest progress or error of a task, or empty where the log holds none. */
  public Optional<LoggedEvent> newestState(String taskId) {
    return query(
            taskId,
            NEWEST_STATE,
            select -> {
              select.setString(1, taskId);
              select.setString(2, EventCodec.PROGRESS);
              select.setString(3, taskId);
              select.setString(4, EventCodec.ERROR);
            })
        .stream()
        .findFirst();
  }

  /** Fills the parameters of a statement. */
  private interface Parameters {
    void fill(PreparedStatement statement) throws SQLException;
  }

  private List<LoggedEvent> query(String taskId, String sql, Parameters parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      parameters.fill(select);
      List<LoggedEvent> events = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          events.add(
              new LoggedEvent(
                  taskId,
                  row.getLong(1),
                  row.getInt(2),
                  Instant.ofEpochMilli(row.getLong(4)),
                  EventCodec.event(row.getString(3), row.getString(5))));
        }
      }
      return events;
    } catch (SQLException failed) {
      throw new EventLogException("the log of task " + taskId + " could not be read", failed);
    }
  }
}
