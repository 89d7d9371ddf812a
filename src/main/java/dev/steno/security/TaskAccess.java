package dev.steno.security;

import dev.steno.progress.EventReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The one place that answers whether a caller may see a task, for REST and push alike. Until there
 * are accounts, whoever passed the {@link AccessGate} may see every task that exists.
 */
@ApplicationScoped
public class TaskAccess {

  @Inject EventReader events;

  /** Whether there is such a task and the caller may know of it. */
  public boolean maySee(String taskId) {
    return events.extent(taskId).isPresent();
  }
}
