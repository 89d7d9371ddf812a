package dev.steno.rest;

import dev.steno.export.TranscriptFormat;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.security.TaskAccess;
import dev.steno.task.Task;
import dev.steno.task.TaskStore;
import dev.steno.task.Transcripts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Transcripts, in whichever format the caller likes. */
@Path("tasks/{id}/transcript")
@RequestScoped
public class TranscriptResource {

  @Inject TaskAccess access;
  @Inject TaskStore store;
  @Inject Transcripts transcripts;

  /** The transcript; while the task has not ended only with {@code partial=true}. */
  @GET
  public Response read(
      @PathParam("id") String id,
      @QueryParam("format") @DefaultValue("") String format,
      @QueryParam("partial") @DefaultValue("false") boolean partial,
      @Context HttpHeaders headers) {
    access.requireVisible(id);
    Task task = store.get(id);
    if (!task.status().ended() && !partial) {
      throw new ProblemException(
          ErrorCode.CONFLICT,
          "The transcript is not ready. Watch the task, or ask with partial=true for what there"
              + " is.");
    }
    TranscriptFormat chosen = format.isEmpty() ? accepted(headers) : named(format);
    return Response.ok(chosen.write(transcripts.of(task)), chosen.mediaType())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  private static TranscriptFormat named(String name) {
    return TranscriptFormat.named(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    ErrorCode.BAD_REQUEST,
                    "There is no such format. Use one of json, txt, srt, vtt."));
  }

  private static TranscriptFormat accepted(HttpHeaders headers) {
    for (MediaType wanted : headers.getAcceptableMediaTypes()) {
      for (TranscriptFormat format : TranscriptFormat.values()) {
        if (wanted.isCompatible(MediaType.valueOf(format.mediaType()))) {
          return format;
        }
      }
    }
    throw new NotAcceptableException();
  }
}
