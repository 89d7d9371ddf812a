package dev.steno.config;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database of the {@linkplain Setting settings} as a data source that a container can make and
 * pool: the container needs a class with an empty constructor, and the address is known only when
 * the server runs.
 *
 * <p>The embedded database is a file in the data folder. {@code WRITE_DELAY=0} makes a commit wait
 * for the disk (with H2's default of half a second, rows committed just before a {@code kill -9}
 * were gone); {@code DB_CLOSE_DELAY=-1} keeps it open between connections until {@link Database}
 * shuts it down.
 */
public class StenoDataSource implements DataSource {

  private static final String H2_OPTIONS =
      ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";

  private final Settings settings;

  /** For the container. */
  public StenoDataSource() {
    this(Settings.ofThisServer());
  }

  /** The database of these settings. */
  public StenoDataSource(Settings settings) {
    this.settings = settings;
  }

  /** Whether the database is the embedded one. */
  boolean embedded() {
    return settings.text(Setting.STENO_DB_URL).isEmpty();
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (embedded()) {
      JdbcDataSource h2 = new JdbcDataSource();
      h2.setURL(
          "jdbc:h2:file:" + settings.home().resolve("database").resolve("steno") + H2_OPTIONS);
      h2.setUser("steno");
      h2.setPassword("");
      return h2.getConnection();
    }
    return java.sql.DriverManager.getConnection(
        settings.text(Setting.STENO_DB_URL),
        settings.text(Setting.STENO_DB_USER),
        settings.text(Setting.STENO_DB_PASSWORD));
  }

  /** The same as {@link #getConnection()}: who connects is a matter of the settings. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  /** Taken and not used: some containers insist on setting what the definition names. */
  public void setUser(String user) {}

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("this data source logs nothing itself");
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    if (wanted.isInstance(this)) {
      return wanted.cast(this);
    }
    throw new SQLException("not a wrapper of " + wanted.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return wanted.isInstance(this);
  }
}
