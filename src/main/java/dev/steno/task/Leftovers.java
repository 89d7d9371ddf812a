package dev.steno.task;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Removes what a server that died left behind. Runs once at start, before anything arrives. */
@ApplicationScoped
public class Leftovers {

  private static final Logger LOG = System.getLogger(Leftovers.class.getName());

  @Inject TaskStore store;
  @Inject Tasks tasks;
  @Inject MediaStore media;

  /** Removes uploads that broke off, decoded audio, and files that belong to no task. */
  public void remove() {
    for (String id : store.here(TaskStatus.UPLOADING)) {
      LOG.log(Level.INFO, "upload " + id + " broke off when the server ended; removed");
      tasks.abandon(
          id,
          new ProblemException(
              ErrorCode.BAD_REQUEST,
              "The upload broke off when the server ended. Upload the recording again."));
    }
    try {
      for (String id : media.owners()) {
        if (store.find(id).isEmpty()) {
          LOG.log(Level.INFO, "files of " + id + " belong to no task; removed");
          media.remove(id);
        } else {
          media.removeScratch(id);
        }
      }
    } catch (IOException failed) {
      LOG.log(Level.WARNING, "files that nobody needs are left until the next start", failed);
    }
  }
}
