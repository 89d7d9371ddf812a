package dev.steno.testing;

import java.io.File;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archive that Arquillian deploys: the very WAR that people get, and the test beside it. */
public final class Deployments {

  private Deployments() {}

  /** The built WAR with a test class that may run inside the server. */
  public static WebArchive war(Class<?>... testClasses) {
    return ShrinkWrap.create(ZipImporter.class, "steno.war")
        .importFrom(new File(System.getProperty("steno.war", "target/steno.war")))
        .as(WebArchive.class)
        .addClasses(testClasses)
        .addAsLibraries(jarOf(Awaitility.class), jarOf(Matchers.class));
  }

  /**
   * The built WAR with further classes in it, as a file for a server that is a process of its own.
   *
   * @param name of the file, without an ending
   */
  public static Path file(String name, Class<?>... classes) {
    File file = new File(System.getProperty("steno.server", "target/server"), name + ".war");
    war(classes).as(ZipExporter.class).exportTo(file, true);
    return file.toPath();
  }

  private static File jarOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
