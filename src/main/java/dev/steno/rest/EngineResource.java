package dev.steno.rest;

import dev.steno.engine.EngineCatalogue;
import dev.steno.engine.EngineDescription;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What can recognise speech here. */
@Path("engines")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EngineResource {

  @Inject Instance<EngineCatalogue> engines;

  /** Every engine, the one that is taken where nobody chooses first. */
  @GET
  public JsonArray list() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (EngineDescription engine : engines.get().descriptions()) {
      list.add(
          Json.createObjectBuilder()
              .add("name", engine.name())
              .add("model", engine.model())
              .add("languages", Json.createArrayBuilder(engine.languages()))
              .add("translates", engine.translates())
              .add("fallback", engine.fallback())
              .add("note", engine.note()));
    }
    return list.build();
  }
}
