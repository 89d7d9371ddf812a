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
 * The embedded database as a data source that a container can make and pool: the container needs a
 * class with an empty constructor, and where the data folder is, is known only when the server
 * runs.
 *
 * <p>The database is one file. {@code WRITE_DELAY=0} makes a commit wait for the disk (with H2's
 * default of half a second, rows committed just before a {@code kill -9} were gone); {@code
 * DB_CLOSE_DELAY=-1} keeps it open between connections until {@link Database} shuts it down.
 */
public class StenoDataSource implements DataSource {

  private static final String H2_OPTIONS =
      ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";

  private final Settings settings;

  /** For the container. */
  public StenoDataSource() {
    this(Settings.ofThisServer());
  }

  /** The database in the data folder of these settings. */
  public StenoDataSource(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Connection getConnection() throws SQLException {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:file:" + settings.home().resolve("database").resolve("steno") + H2_OPTIONS);
    h2.setUser("steno");
    h2.setPassword("");
    return h2.getConnection();
  }

  /** The same as {@link #getConnection()}: there is one user, and the file is the secret. */
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
