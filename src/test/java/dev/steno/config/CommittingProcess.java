package dev.steno.config;

import dev.steno.process.ParentWatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * A process that commits rows in several threads until it is killed, and prints the number of each
 * row once it is committed.
 */
final class CommittingProcess {

  static final int WRITERS = 3;

  private CommittingProcess() {}

  public static void main(String[] arguments) throws SQLException {
    ParentWatch.begin(System.in);
    StenoDataSource database = new StenoDataSource();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      // The space of old rows is used again after this time, by default 45 seconds. Only then did
      // versions of H2 lose rows, and no test should wait that long.
      statement.execute("set retention_time 500");
      statement.execute("create table counter (writer int primary key, last_row bigint)");
      statement.execute(
          "create table told (writer int, n bigint, body varchar, primary key (writer, n))");
      for (int writer = 0; writer < WRITERS; writer++) {
        statement.execute("insert into counter values (" + writer + ", 0)");
      }
    }
    for (int writer = 0; writer < WRITERS; writer++) {
      int number = writer;
      new Thread(() -> commitForEver(database, number)).start();
    }
  }

  /** Each commit looks like an event of a task: a number taken, a row written, older ones gone. */
  private static void commitForEver(StenoDataSource database, int writer) {
    Random sizes = new Random(writer);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (long row = 1; true; row++) {
        statement.execute("update counter set last_row = " + row + " where writer = " + writer);
        statement.execute(
            "insert into told values (%d, %d, '%s')"
                .formatted(writer, row, "y".repeat(sizes.nextInt(3000))));
        statement.execute(
            "delete from told where writer = %d and n < %d and mod(n, 10) <> 0"
                .formatted(writer, row));
        connection.commit();
        System.out.println(writer + " " + row);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The newest row of each writer, as the database knows it after the process was killed. */
  static long[] stored(StenoDataSource database) throws SQLException {
    long[] rows = new long[WRITERS];
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet counters = statement.executeQuery("select writer, last_row from counter")) {
      while (counters.next()) {
        rows[counters.getInt(1)] = counters.getLong(2);
      }
    }
    return rows;
  }
}
