package dev.steno.testing;

import java.io.File;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.shrinkwrap.api.ShrinkWrap;
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

  private static File jarOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
