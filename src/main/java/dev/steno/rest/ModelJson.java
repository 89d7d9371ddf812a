package dev.steno.rest;

import dev.steno.engine.model.InstallationProgress;
import dev.steno.engine.model.KnownModel;
import dev.steno.engine.model.ModelState;
import dev.steno.engine.model.ModelStatus;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** Models as JSON. What is not known is left out. */
final class ModelJson {

  private ModelJson() {}

  static JsonObjectBuilder of(ModelState model) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", model.name())
            .add("status", model.status().wireName())
            .add("installed", model.status() == ModelStatus.INSTALLED)
            .add("in_use", model.inUse())
            .add("recommended", model.recommended());
    model.bytes().ifPresent(bytes -> json.add("size", bytes));
    if (!model.languages().isEmpty()) {
      json.add("multilingual", model.languages().size() > 1)
          .add("languages", Json.createArrayBuilder(model.languages()));
    }
    model.known().ifPresent(known -> json.add("licence", KnownModel.LICENCE));
    model.progress().ifPresent(progress -> add(json, progress));
    model
        .problem()
        .ifPresent(
            problem -> {
              JsonObjectBuilder error =
                  Json.createObjectBuilder()
                      .add("error_code", problem.code().name())
                      .add("user_message", problem.userMessage());
              if (problem.technicalDetail() != null) {
                error.add("technical_detail", problem.technicalDetail());
              }
              json.add("error", error);
            });
    return json;
  }

  private static void add(JsonObjectBuilder json, InstallationProgress progress) {
    json.add("percentage", progress.percentage())
        .add("bytes", progress.bytes())
        .add("total_bytes", progress.totalBytes());
    if (progress.etaSeconds() != null) {
      json.add("eta_seconds", progress.etaSeconds());
    }
  }
}
