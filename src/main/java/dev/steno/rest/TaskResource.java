package dev.steno.rest;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.progress.EventTable;
import dev.steno.push.message.MessageWriter;
import dev.steno.push.message.ServerMessage;
import dev.steno.security.TaskAccess;
import dev.steno.task.Task;
import dev.steno.task.TaskStatus;
import dev.steno.task.TaskStore;
import dev.steno.task.Tasks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Tasks: submit, list, read, cancel, try again, delete. */
@Path("tasks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource {

  private static final int LARGEST_PAGE = 200;

  @Inject Reception reception;
  @Inject Tasks tasks;
  @Inject TaskStore store;
  @Inject TaskAccess access;
  @Inject EventTable events;

  private final MessageWriter messages = new MessageWriter();

  /** Takes a recording; answers as soon as it has arrived. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response submit(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long contentLength,
      @Context UriInfo uri,
      InputStream body) {
    Task task = reception.take(contentType, contentLength, body);
    return Response.accepted(TaskJson.of(task).build())
        .location(uri.getAbsolutePathBuilder().path(task.id()).build())
        .build();
  }

  /** One page of the list, newest first. */
  @GET
  public JsonObject list(
      @QueryParam("q") @DefaultValue("") String nameContains,
      @QueryParam("status") @DefaultValue("") String status,
      @QueryParam("page") @DefaultValue("1") String page,
      @QueryParam("page_size") @DefaultValue("20") String pageSize) {
    int number = number("page", page, Integer.MAX_VALUE / LARGEST_PAGE);
    int size = number("page_size", pageSize, LARGEST_PAGE);
    TaskStore.Page found =
        store.list(nameContains, status.isEmpty() ? null : status(status), number, size);
    JsonArrayBuilder list = Json.createArrayBuilder();
    found.tasks().forEach(task -> list.add(TaskJson.of(task)));
    return Json.createObjectBuilder()
        .add("tasks", list)
        .add("total", found.total())
        .add("page", number)
        .add("page_size", size)
        .build();
  }

  /** One task. */
  @GET
  @Path("{id}")
  public JsonObject read(@PathParam("id") String id) {
    return TaskJson.of(visible(id)).build();
  }

  /** The newest progress or error, as on the socket; for those whose proxy blocks WebSockets. */
  @GET
  @Path("{id}/progress")
  public String progress(@PathParam("id") String id) {
    return messages.write(
        events
            .newestState(visible(id).id())
            .map(ServerMessage::of)
            .orElseThrow(() -> new NotFoundException("the task has just been deleted")));
  }

  /** Ends a task that has not ended. */
  @POST
  @Path("{id}/cancel")
  public JsonObject cancel(@PathParam("id") String id) {
    return TaskJson.of(tasks.cancel(visible(id).id())).build();
  }

  /** Gives a failed or cancelled task another attempt. */
  @POST
  @Path("{id}/retry")
  public Response retry(@PathParam("id") String id) {
    return Response.accepted(TaskJson.of(tasks.retry(visible(id).id())).build()).build();
  }

  /** Removes a task with its recording and transcript. */
  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String id) {
    tasks.delete(visible(id).id());
  }

  private Task visible(String id) {
    access.requireVisible(id);
    return store.get(id);
  }

  private static TaskStatus status(String name) {
    return TaskStatus.ofWireName(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    ErrorCode.BAD_REQUEST,
                    "There is no such status. Use one of uploading, queued, running, completed,"
                        + " failed, cancelled."));
  }

  private static int number(String name, String value, int most) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new ProblemException(
          ErrorCode.BAD_REQUEST, "\"" + name + "\" must be a whole number.", null, notANumber);
    }
    throw new ProblemException(
        ErrorCode.BAD_REQUEST, "\"" + name + "\" must be between 1 and " + most + ".");
  }
}
