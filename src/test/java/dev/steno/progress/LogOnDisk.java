package dev.steno.progress;

import dev.steno.config.Settings;
import dev.steno.config.SqlOnConnection;
import dev.steno.config.StenoDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * The event log in a database in a file, without a container: one connection stands for the
 * transaction that the container would keep.
 */
final class LogOnDisk implements AutoCloseable {

  private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

  final EventTable table = new EventTable();
  private final Connection connection;
  private volatile boolean away;

  @SuppressWarnings("UnnecessaryAssignment") // There is no container here that injects.
  private LogOnDisk(Connection connection) {
    this.connection = connection;
    table.database = shared();
    table.sql = new SqlOnConnection(shared());
    table.clock = Clock.systemUTC();
  }

  /** Opens the database below a folder, with the newest schema. */
  static LogOnDisk in(Path home) throws SQLException {
    Map<String, String> values = Map.of("STENO_HOME", home.toString());
    StenoDataSource database = new StenoDataSource(new Settings(values::get));
    Flyway.configure().dataSource(database).locations("classpath:db/migration").load().migrate();
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    return new LogOnDisk(connection);
  }

  /** What is done in one transaction. */
  <T> T committed(Supplier<T> work) {
    T result = work.get();
    commit();
    return result;
  }

  void commit() {
    try {
      connection.commit();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  void rollback() {
    try {
      connection.rollback();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The database is not there, or is there again. */
  void away(boolean now) {
    away = now;
  }

  /** Begins a task. */
  void create(String id) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into task (id, status, stage, percentage, attempt, file_name, media_size,"
                + " warnings, created_at) values (?, 'RUNNING', 'TRANSCRIBING', 0, 1, 'x', 0, '',"
                + " 0)")) {
      insert.setString(1, id);
      insert.executeUpdate();
      connection.commit();
    }
  }

  /** How many rows of the log a statement looks at. */
  long visited(String sql, Object... parameters) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (PreparedStatement explain = connection.prepareStatement("explain analyze " + sql)) {
      for (int index = 0; index < parameters.length; index++) {
        explain.setObject(index + 1, parameters[index]);
      }
      try (ResultSet rows = explain.executeQuery()) {
        while (rows.next()) {
          plan.append(rows.getString(1));
        }
      }
    }
    List<Long> counts =
        SCANNED.matcher(plan).results().map(match -> Long.parseLong(match.group(1))).toList();
    if (counts.isEmpty()) {
      throw new SQLException("the plan counts nothing: " + plan);
    }
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    }
    connection.close();
  }

  private DataSource shared() {
    Connection lent =
        (Connection)
            proxy(
                Connection.class,
                (method, arguments) ->
                    method.getName().equals("close") ? null : method.invoke(connection, arguments));
    return (DataSource)
        proxy(
            DataSource.class,
            (method, arguments) -> {
              if (away) {
                throw new SQLNonTransientConnectionException("the database is away", "08001");
              }
              return lent;
            });
  }

  private interface Call {
    @Nullable Object on(Method method, Object @Nullable [] arguments) throws Exception;
  }

  private static Object proxy(Class<?> type, Call call) {
    return Proxy.newProxyInstance(
        LogOnDisk.class.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> {
          try {
            return call.on(method, arguments);
          } catch (InvocationTargetException failed) {
            throw failed.getCause();
          }
        });
  }
}
