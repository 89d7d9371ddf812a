package dev.steno.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** A server that is replaced by a newer one finds its tasks again. */
class MigrationTest {

  @Test
  void tasksFromBeforeThereWereTranslationsAreNotTranslated() throws SQLException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:migration");
    try (Connection open = database.getConnection();
        Statement statement = open.createStatement()) {
      migrate(database, "1");
      statement.executeUpdate(
          "insert into task (id, status, stage, percentage, attempt, file_name, media_size,"
              + " warnings, created_at) values ('old', 'QUEUED', 'QUEUED', 0, 1, 'a', 1, '', 0)");

      migrate(database, "latest");

      try (ResultSet row = statement.executeQuery("select id, translate from task")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString("id")).isEqualTo("old");
        assertThat(row.getBoolean("translate")).isFalse();
      }
    }
  }

  private static void migrate(JdbcDataSource database, String version) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }
}
