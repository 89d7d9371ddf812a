package dev.steno.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Gives the clock to whoever injects it, so that tests can set another. */
@ApplicationScoped
public class ClockProducer {

  /** The clock of this server. */
  @Produces
  @Dependent
  public Clock clock() {
    return Clock.systemUTC();
  }
}
