package dev.steno.config;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** The database: defined here, brought to the newest schema at start, let go of at the end. */
@ApplicationScoped
@DataSourceDefinition(
    name = Database.NAME,
    className = "dev.steno.config.StenoDataSource",
    user = "steno",
    minPoolSize = 1,
    maxPoolSize = 20)
public class Database {

  /** Where the data source is found. */
  public static final String NAME = "java:app/jdbc/Steno";

  private static final Logger LOG = System.getLogger(Database.class.getName());

  /** Brings the schema up to date. Called once, before anything else uses the database. */
  public void migrate() {
    // Not the container's pool: Flyway holds locks on connections of its own.
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(new StenoDataSource())
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  /**
   * Lets go of the embedded database's file, which the class loader of an undeployed application
   * would otherwise keep.
   */
  public void close() {
    try (Connection connection = new StenoDataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException failed) {
      LOG.log(Level.WARNING, "the embedded database did not shut down cleanly", failed);
    }
  }
}
