package dev.steno.lifecycle;

import dev.steno.config.Database;
import dev.steno.config.Settings;
import dev.steno.health.Readiness;
import dev.steno.process.ChildClasspath;
import dev.steno.push.session.SessionRegistry;
import dev.steno.task.Leftovers;
import dev.steno.task.TaskQueue;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The order in which the server starts and stops. */
@WebListener
public class ServerLifecycle implements ServletContextListener {

  private static final Logger LOG = System.getLogger(ServerLifecycle.class.getName());

  @Inject Settings settings;
  @Inject Database database;
  @Inject Parts parts;
  @Inject Leftovers leftovers;
  @Inject TaskQueue queue;
  @Inject Readiness readiness;
  @Inject SessionRegistry sessions;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      Files.createDirectories(settings.home());
      Files.createDirectories(settings.media());
      database.migrate();
      parts.build(new ServletWar(event.getServletContext()));
    } catch (IOException unusable) {
      throw new UncheckedIOException(
          "Steno cannot use its data folder "
              + settings.home()
              + "; set STENO_HOME to a folder it may write to",
          unusable);
    }
    leftovers.remove();
    queue.open();
    readiness.started();
    LOG.log(Level.INFO, "Steno is ready; its data is in " + settings.home());
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    readiness.stopping();
    // First, so that those who watch are told why before the container closes their sockets.
    sessions.stop();
    queue.close();
    parts.close();
    database.close();
  }

  private record ServletWar(ServletContext context) implements ChildClasspath.War {

    @Override
    public @Nullable Set<String> list(String folder) {
      return context.getResourcePaths(folder);
    }

    @Override
    public @Nullable InputStream open(String path) {
      return context.getResourceAsStream(path);
    }
  }
}
