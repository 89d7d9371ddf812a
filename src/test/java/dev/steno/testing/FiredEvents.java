package dev.steno.testing;

import dev.steno.progress.LoggedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs inside the server and keeps every event that is fired, in the order of firing. */
@ApplicationScoped
public class FiredEvents {

  private final List<LoggedEvent> events = new CopyOnWriteArrayList<>();

  void keep(@Observes LoggedEvent event) {
    events.add(event);
  }

  /** The events of a task. */
  public List<LoggedEvent> of(String taskId) {
    return events.stream().filter(event -> event.taskId().equals(taskId)).toList();
  }
}
