package dev.steno;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steno.engine.model.CraftedModel;
import dev.steno.testing.ServerProcess;
import dev.steno.testing.Speech;
import dev.steno.testing.StenoClient;
import dev.steno.testing.StubHub;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models, as a program of somebody else installs, watches and removes them. */
class ModelsIT {

  /** What the hub has is none of the published files: those have no place in a test. */
  private static final byte[] ANOTHER_FILE = new byte[20 << 20];

  @TempDir static Path home;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static StubHub hub;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    hub = new StubHub();
    server = startServer();
  }

  private static ServerProcess startServer() throws IOException {
    return ServerProcess.start(home, Map.of("STENO_MODEL_HUB", hub.address().toString()), true);
  }

  @AfterAll
  static void stop() {
    server.close();
    hub.close();
  }

  private static StenoClient client() {
    return new StenoClient(server.base());
  }

  private static HttpResponse<String> put(String model) {
    return client().send(client().request("api/models/" + model).PUT(BodyPublishers.noBody()));
  }

  private static JsonObject model(String name) {
    return client().json("api/models/" + name);
  }

  private static String status(String name) {
    return model(name).getString("status");
  }

  private static void drop(String fileName) throws IOException {
    CraftedModel.small().says("Hello", 0, 1).write(home.resolve("models").resolve(fileName));
  }

  @Test
  void theListHasEveryPublishedModel() {
    JsonArray list;
    try (JsonReader reader =
        Json.createReader(new StringReader(client().get("api/models").body()))) {
      list = reader.readArray();
    }
    assertThat(list.getValuesAs(JsonObject.class))
        .extracting(model -> model.getString("name"))
        .contains("tiny", "base.en", "large-v3-turbo-q5_0");
    assertThat(model("base").getBoolean("recommended")).isTrue();
    assertThat(model("base").getString("licence")).isEqualTo("MIT");
  }

  @Test
  void aWrongFileIsRefusedAndTheReasonCanBeRead() {
    hub.serve("/models/ggml-tiny.bin", ANOTHER_FILE);

    HttpResponse<String> answer = put("tiny");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/api/models/tiny");
    JsonObject refused =
        await("the file is refused")
            .atMost(Duration.ofSeconds(60))
            .until(() -> model("tiny"), model -> model.containsKey("error"));
    assertThat(refused.getString("status")).isEqualTo("absent");
    assertThat(refused.getJsonObject("error").getString("error_code")).isEqualTo("DOWNLOAD_FAILED");
  }

  @Test
  void anInstallationCanBeWatchedAndEnded() {
    hub.misbehave(hub.fallSilent(ANOTHER_FILE, ANOTHER_FILE.length / 4));

    assertThat(put("small-q5_1").statusCode()).isEqualTo(202);
    await("a quarter has come").until(() -> model("small-q5_1").getInt("percentage", 0) == 25);
    assertThat(status("small-q5_1")).isEqualTo("installing");
    assertThat(client().delete("api/models/small-q5_1").statusCode()).isEqualTo(204);
    assertThat(status("small-q5_1")).isEqualTo("absent");
    assertThat(home.resolve("models").resolve("small-q5_1.part")).doesNotExist();
  }

  @Test
  void aFileThatSomebodyPutsIntoTheFolderIsAModel() throws IOException {
    assertThat(client().get("api/models/ours").statusCode()).isEqualTo(404);
    drop("ggml-ours.bin");
    drop("ggml-tiny-q5_1.bin");

    assertThat(status("ours")).isEqualTo("installed");
    assertThat(put("tiny-q5_1").statusCode()).isEqualTo(200);
    assertThat(client().delete("api/models/ours").statusCode()).isEqualTo(204);
    assertThat(client().get("api/models/ours").statusCode()).isEqualTo(404);
  }

  @Test
  void aModelStaysWhileATaskUsesIt() throws IOException {
    // The embedded engine stands in for the others: what counts is the name in the task.
    drop("cmusphinx-en-us.bin");
    String task = client().uploaded(Speech.story(60), "long.wav");
    await("the model is in use").until(() -> model("cmusphinx-en-us").getBoolean("in_use"));

    HttpResponse<String> refused = client().delete("api/models/cmusphinx-en-us");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("in use");
    client().post("api/tasks/" + task + "/cancel");
    await("the model is free").until(() -> !model("cmusphinx-en-us").getBoolean("in_use"));
    assertThat(client().delete("api/models/cmusphinx-en-us").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"huge", "tiny.bin", "ggml-tiny", "TINY", "..%2fnode", "%00"})
  void aNameThatIsNotKnownIsNotFound(String name) {
    for (int status :
        new int[] {
          client().get("api/models/" + name).statusCode(),
          put(name).statusCode(),
          client().delete("api/models/" + name).statusCode()
        }) {
      // Some names do not get past the server itself.
      assertThat(status).isIn(400, 404);
    }
    assertThat(home.resolve("node")).exists();
  }

  @Test
  void aNameThatIsNotKnownIsAnsweredWithThoseThatAre() {
    assertThat(put("huge").statusCode()).isEqualTo(404);
    assertThat(put("huge").body()).contains("MODEL_UNAVAILABLE", "large-v3-turbo");
  }

  @Test
  void anInstallationGoesOnAfterTheServerWasKilled() throws IOException {
    hub.misbehave(hub.fallSilent(ANOTHER_FILE, ANOTHER_FILE.length / 4));
    put("tiny.en-q5_1");
    await("a quarter has come").until(() -> model("tiny.en-q5_1").getInt("percentage", 0) == 25);
    server.kill();
    server = startServer();
    assertThat(status("tiny.en-q5_1")).isEqualTo("absent");
    int before = hub.requests().size();

    put("tiny.en-q5_1");

    await("the hub is asked").until(() -> hub.requests().size() > before);
    assertThat(hub.requests().get(before).header("range"))
        .isEqualTo("bytes=" + Files.size(home.resolve("models/tiny.en-q5_1.part")) + "-");
  }
}
