package dev.steno.rest;

import dev.steno.engine.model.ModelInstaller;
import dev.steno.engine.model.ModelState;
import dev.steno.engine.model.ModelStatus;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Speech models: what there is, install, watch, remove. */
@Path("models")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

  private static final int NOT_FOUND = 404;

  @Inject Instance<ModelInstaller> installer;

  /** Every model that can be installed, and every other one that is here. */
  @GET
  public JsonArray list() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    installer.get().states().forEach(model -> list.add(ModelJson.of(model)));
    return list.build();
  }

  /** One model; while it is being installed, how far that is. */
  @GET
  @Path("{name}")
  public Response read(@PathParam("name") String name) {
    return installer
        .get()
        .state(name)
        .map(model -> Response.ok(ModelJson.of(model).build()).build())
        .orElseGet(this::unknown);
  }

  /** Installs a model: 200 where it is here, else 202; then read it again to see it come. */
  @PUT
  @Path("{name}")
  public Response install(@PathParam("name") String name, @Context UriInfo uri) {
    if (installer.get().state(name).isEmpty()) {
      return unknown();
    }
    ModelState model = installer.get().install(name);
    return model.status() == ModelStatus.INSTALLED
        ? Response.ok(ModelJson.of(model).build()).build()
        : Response.accepted(ModelJson.of(model).build()).location(uri.getAbsolutePath()).build();
  }

  /** Removes a model, or ends its installation and removes what has come. */
  @DELETE
  @Path("{name}")
  public Response remove(@PathParam("name") String name) {
    if (installer.get().state(name).isEmpty()) {
      return unknown();
    }
    installer.get().remove(name);
    return Response.noContent().build();
  }

  /** The same code as where a task wants such a model; but here it is the address: 404. */
  private Response unknown() {
    return ProblemMapper.answer(
        new ProblemException(
            ErrorCode.MODEL_UNAVAILABLE,
            "There is no such model. Choose one of: " + installer.get().names() + "."),
        NOT_FOUND);
  }
}
