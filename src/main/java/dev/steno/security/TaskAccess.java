package dev.steno.security;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
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

  /**
   * Insists that the caller may see the task. One answer for what is not there and for what is not
   * the caller's, so that ids cannot be probed.
   */
  public void requireVisible(String taskId) {
    if (!maySee(taskId)) {
      throw new ProblemException(
          ErrorCode.NOT_FOUND, "There is no such task. It may have been deleted; see the list.");
    }
  }
}
