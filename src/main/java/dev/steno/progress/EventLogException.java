package dev.steno.progress;

/** The database did not store or tell the events of a task. */
public class EventLogException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EventLogException(String message) {
    super(message);
  }

  EventLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
