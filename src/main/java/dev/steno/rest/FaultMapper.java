package dev.steno.rest;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns whatever else goes wrong into the same kind of answer, without a stack trace. */
@Provider
public class FaultMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = System.getLogger(FaultMapper.class.getName());
  private static final int SERVER_ERROR = 500;

  @Override
  public Response toResponse(Throwable fault) {
    if (fault instanceof ProblemException problem) {
      return ProblemMapper.answer(problem, problem.code().httpStatus());
    }
    int status =
        fault instanceof WebApplicationException http
            ? http.getResponse().getStatus()
            : SERVER_ERROR;
    if (status >= SERVER_ERROR) {
      LOG.log(Level.ERROR, "a request failed", fault);
    }
    return ProblemMapper.answer(problem(status), status);
  }

  private static ProblemException problem(int status) {
    return switch (status) {
      case 404 -> new ProblemException(ErrorCode.NOT_FOUND, "There is nothing at this address.");
      case 405 ->
          new ProblemException(ErrorCode.BAD_REQUEST, "This address does not take that method.");
      case 406 ->
          new ProblemException(
              ErrorCode.BAD_REQUEST, "This cannot be had in any of the formats asked for.");
      case 415 ->
          new ProblemException(
              ErrorCode.BAD_REQUEST,
              "Send a recording as multipart/form-data with a part named \"file\".");
      default ->
          status >= SERVER_ERROR
              ? new ProblemException(
                  ErrorCode.INTERNAL,
                  "Something went wrong in the server. If it stays, tell the administrator.")
              : new ProblemException(ErrorCode.BAD_REQUEST, "This request cannot be understood.");
    };
  }
}
