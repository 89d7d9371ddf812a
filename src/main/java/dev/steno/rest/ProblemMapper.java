package dev.steno.rest;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.problem.ProblemJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Turns our own problems into answers per RFC 9457. */
@Provider
public class ProblemMapper implements ExceptionMapper<ProblemException> {

  private static final int RETRY_SECONDS = 30;

  @Override
  public Response toResponse(ProblemException problem) {
    return answer(problem, problem.code().httpStatus());
  }

  static Response answer(ProblemException problem, int status) {
    Response.ResponseBuilder response =
        Response.status(status)
            .type(ProblemJson.MEDIA_TYPE)
            .entity(ProblemJson.of(problem, status));
    if (problem.code() == ErrorCode.QUEUE_FULL || problem.code() == ErrorCode.STORAGE_FULL) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return response.build();
  }
}
