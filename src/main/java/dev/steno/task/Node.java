package dev.steno.task;

import dev.steno.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * This server among those that share a database. Its id lies in the data folder, so that after a
 * restart it knows its own work again.
 */
@ApplicationScoped
public class Node {

  @Inject Settings settings;

  private String id = "";

  @PostConstruct
  void readOrMakeId() {
    Path file = settings.home().resolve("node");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(settings.home());
        Files.writeString(file, UUID.randomUUID().toString());
      }
      id = Files.readString(file).trim();
    } catch (IOException unusable) {
      throw new UncheckedIOException(
          "the data folder " + settings.home() + " cannot be used; set STENO_HOME", unusable);
    }
  }

  /** The id: the same as long as the data folder is. */
  public String id() {
    return id;
  }
}
