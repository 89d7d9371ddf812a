package dev.steno.testing.load;

import dev.steno.progress.LoggedEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/**
 * Notes when events were stored: they are fired right after, and this observer is asked before
 * anybody who tells watchers.
 */
@ApplicationScoped
public class StoringTime {

  private final ThreadLocal<Long> stored = ThreadLocal.withInitial(System::nanoTime);

  void note(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) LoggedEvent event) {
    stored.set(System.nanoTime());
  }

  /** When the last event of this thread had been stored, by the clock of {@code nanoTime}. */
  public long lastOfThisThread() {
    return stored.get();
  }
}
