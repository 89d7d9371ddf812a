package dev.steno.health;

import dev.steno.config.Database;
import dev.steno.config.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Whether work can be taken: each part on its own, so that the failing one can be named. */
@ApplicationScoped
public class Readiness {

  private static final int DATABASE_SECONDS = 5;

  @Resource(lookup = Database.NAME)
  DataSource database;

  @Inject Settings settings;

  private volatile boolean started;

  /**
   * One part.
   *
   * @param name what it is
   * @param up whether it works
   * @param detail what is wrong, without paths; empty where nothing is
   */
  public record Check(String name, boolean up, String detail) {}

  /** The server has started. */
  public void started() {
    started = true;
  }

  /** The server takes no more work. */
  public void stopping() {
    started = false;
  }

  /** Looks at every part. */
  public List<Check> checks() {
    return List.of(
        start(),
        database(),
        folder("data folder", settings.home()),
        folder("recordings", settings.media()));
  }

  private Check start() {
    return new Check("server", started, started ? "" : "starting or stopping");
  }

  private Check database() {
    try (Connection connection = database.getConnection()) {
      boolean valid = connection.isValid(DATABASE_SECONDS);
      return new Check("database", valid, valid ? "" : "does not answer");
    } catch (SQLException failed) {
      return new Check("database", false, "refuses the connection: " + failed.getSQLState());
    }
  }

  private static Check folder(String name, Path folder) {
    try {
      Path probe = Files.createTempFile(folder, "probe-", ".tmp");
      Files.delete(probe);
      return new Check(name, true, "");
    } catch (IOException unusable) {
      return new Check(name, false, "cannot be written: " + unusable.getClass().getSimpleName());
    }
  }
}
