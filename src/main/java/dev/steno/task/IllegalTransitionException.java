package dev.steno.task;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;

/** The state of a task does not allow what was asked. */
public class IllegalTransitionException extends ProblemException {

  private static final long serialVersionUID = 1L;

  IllegalTransitionException(String verb, TaskStatus status) {
    super(
        ErrorCode.CONFLICT, "This task is " + status.wireName() + "; it cannot " + verb + " now.");
  }
}
