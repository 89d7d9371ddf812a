package dev.steno.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Gives the settings to whoever injects them. */
@ApplicationScoped
public class SettingsProducer {

  private final Settings settings = Settings.ofThisServer();

  /** The settings of this server. */
  @Produces
  @Dependent
  public Settings settings() {
    return settings;
  }
}
