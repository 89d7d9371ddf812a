package dev.steno;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steno.engine.model.CraftedModel;
import dev.steno.testing.Footprint;
import dev.steno.testing.ServerProcess;
import dev.steno.testing.Speech;
import dev.steno.testing.StenoClient;
import dev.steno.testing.Watcher;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whisper models in a whole server. The models are crafted: they say the same whatever they hear,
 * through the real library. {@code small} is quick, {@code tiny} takes the time of the published
 * model of that name.
 */
class WhisperIT {

  private static final byte[] MINUTE = Speech.story(60);
  private static final byte[] SHORT = Speech.shortStory();

  @TempDir static Path home;

  @SuppressWarnings("NullAway.Init")
  private static ServerProcess server;

  @SuppressWarnings("NullAway.Init")
  private static StenoClient client;

  @BeforeAll
  static void startWithTwoModels() throws IOException {
    Path models = Files.createDirectories(home.resolve("models"));
    CraftedModel.small()
        .language("de")
        .says("Guten Morgen, schöne Grüße", 0, 2.5)
        .says("aus dem Café 日本 🎉", 2.5, 5)
        .translates("Good morning", 0, 2.5)
        .write(models.resolve("ggml-small.bin"));
    CraftedModel.tiny()
        .says("one two three", 0, 3)
        .says("four five six", 3, 6)
        .write(models.resolve("ggml-tiny.bin"));
    Files.writeString(models.resolve("ggml-broken.bin"), "no model at all");
    // Nobody listens there: what would be fetched cannot be.
    server =
        ServerProcess.start(home, Map.of("STENO_MODEL_HUB", "http://localhost:9/models"), true);
    client = new StenoClient(server.base());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theBestInstalledModelWritesTheTranscriptInTheLanguageItHears() {
    String id = client.uploaded(SHORT, "greeting.wav");
    List<JsonObject> story;
    try (Watcher watcher = Watcher.of(server.base(), id)) {
      watcher.awaitEnd();
      story = watcher.story();
    }

    JsonObject task = client.ended(id);
    assertThat(task.getString("engine")).isEqualTo("whisper");
    assertThat(task.getString("model")).isEqualTo("small");
    assertThat(task.getString("language")).isEqualTo("de");
    assertThat(task.getJsonArray("warnings")).isEmpty();
    assertThat(story)
        .extracting(message -> message.getString("stage", ""))
        .contains("transcribing", "aligning", "complete");
    JsonArray turns = turns(id);
    assertThat(text(turns.getJsonObject(0))).isEqualTo("Guten Morgen, schöne Grüße");
    assertThat(text(turns.getJsonObject(1))).isEqualTo("aus dem Café 日本 🎉");
    assertThat(turns.getJsonObject(0).getJsonArray("words").getValuesAs(JsonObject.class))
        .allMatch(word -> word.containsKey("probability"));
  }

  @Test
  void whatIsSaidIsTranslatedWhereSomebodyAsksForThat() {
    JsonObject task = ended(submitted(SHORT, Map.of("translate", "true", "model", "small")));

    assertThat(text(turns(task.getString("id")).getJsonObject(0))).isEqualTo("Good morning");
  }

  @Test
  void theEnginesAndModelsAreListedAndADamagedOneIsNeverUsed() {
    assertThat(client.get("api/engines").body()).contains("small", "tiny", "embedded");
    assertThat(client.json("api/models/broken").getString("status")).isEqualTo("damaged");
    assertThat(client.json("api/models/small").getString("status")).isEqualTo("installed");
    assertThat(client.json("api/models/base").getString("status")).isEqualTo("absent");

    HttpResponse<String> refused = client.upload(SHORT, "a.wav", Map.of("model", "broken"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("MODEL_UNAVAILABLE");
  }

  @Test
  void aModelThatCannotBeFetchedSaysSoAndLeavesNothing() {
    assertThat(put("api/models/base").statusCode()).isEqualTo(202);

    JsonObject failed =
        await("the installation fails")
            .atMost(Duration.ofMinutes(2))
            .until(() -> client.json("api/models/base"), model -> model.containsKey("error"));
    assertThat(failed.getString("status")).isEqualTo("absent");
    assertThat(failed.getJsonObject("error").toString()).contains("DOWNLOAD_FAILED");
    assertThat(home.resolve("models/ggml-base.bin")).doesNotExist();
  }

  @Test
  void aModelIsNotRemovedWhileATaskUsesItAndNotMissedAfterwards() throws IOException {
    Files.copy(home.resolve("models/ggml-tiny.bin"), home.resolve("models/ggml-tiny-copy.bin"));
    String id = submitted(MINUTE, Map.of("model", "tiny-copy"));
    awaitTranscribing(id);

    HttpResponse<String> refused = client.delete("api/models/tiny-copy");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("CONFLICT");
    assertThat(ended(id).getString("status")).isEqualTo("completed");

    assertThat(client.delete("api/models/tiny-copy").statusCode()).isEqualTo(204);
    assertThat(home.resolve("models/ggml-tiny-copy.bin")).doesNotExist();
    assertThat(client.upload(SHORT, "a.wav", Map.of("model", "tiny-copy")).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "ABRT", "SEGV", "TERM"})
  void aWorkerThatDiesInMidChunkChangesNothing(String signal) throws Exception {
    String id = submitted(MINUTE, Map.of("model", "tiny"));
    awaitTranscribing(id);
    List<ProcessHandle> workers = server.children("ggml-tiny.bin");
    assertThat(workers).isNotEmpty();

    for (ProcessHandle worker : workers) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(worker.pid())).start().waitFor();
    }

    JsonObject task = ended(id);
    assertThat(task.getString("status")).isEqualTo("completed");
    assertThat(task.getInt("attempt")).isEqualTo(1);
    assertThat(turns(id)).isEqualTo(turns(undisturbed()));
  }

  @Test
  void cancellingEndsARunningTaskWithinASecondAndFreesItsWorker() {
    String id = submitted(MINUTE, Map.of("model", "tiny"));
    awaitTranscribing(id);
    List<ProcessHandle> workers = server.children("ggml-tiny.bin");
    assertThat(workers).isNotEmpty();

    client.post("api/tasks/" + id + "/cancel");

    await("the workers are gone")
        .atMost(Duration.ofSeconds(1))
        .until(() -> workers.stream().anyMatch(worker -> !worker.isAlive()));
    assertThat(client.json("api/tasks/" + id).getString("status")).isEqualTo("cancelled");
    assertThat(ended(submitted(SHORT, Map.of("model", "tiny"))).getString("status"))
        .isEqualTo("completed");
  }

  @Test
  void twoHundredTasksLeaveNothingBehind() throws IOException {
    run(60);
    Footprint before = Footprint.of(server, home);

    run(140);

    Footprint after = Footprint.of(server, home);
    assertThat(after.processes()).as("processes").isLessThanOrEqualTo(before.processes());
    assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 5);
    assertThat(after.handles()).as("file handles").isLessThanOrEqualTo(before.handles() + 5);
    assertThat(after.temporaryFiles()).as("files").isEqualTo(before.temporaryFiles());
    assertThat(after.residentBytes())
        .as("resident memory")
        .isBetween(before.residentBytes() - (50L << 20), before.residentBytes() + (50L << 20));
  }

  private static void run(int tasks) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      ids.add(submitted(SHORT, Map.of("model", "small", "language", "de")));
    }
    for (String id : ids) {
      assertThat(ended(id).getString("status")).isEqualTo("completed");
      assertThat(client.delete("api/tasks/" + id).statusCode()).isEqualTo(204);
    }
  }

  /** A task nobody disturbs, to compare with. */
  private static String undisturbed() {
    String id = submitted(MINUTE, Map.of("model", "tiny"));
    assertThat(ended(id).getString("status")).isEqualTo("completed");
    return id;
  }

  private static String submitted(byte[] recording, Map<String, String> fields) {
    HttpResponse<String> answer = client.upload(recording, "recording.wav", fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return StenoClient.parse(answer.body()).getString("id");
  }

  private static JsonObject ended(String id) {
    return client.ended(id);
  }

  private static void awaitTranscribing(String id) {
    try (Watcher watcher = Watcher.of(server.base(), id)) {
      watcher.awaitMessage(
          "the first recognised chunk", message -> message.getString("type").equals("segment"));
    }
  }

  private static HttpResponse<String> put(String path) {
    return client.send(client.request(path).PUT(java.net.http.HttpRequest.BodyPublishers.noBody()));
  }

  private static JsonArray turns(String id) {
    JsonArray turns = client.json("api/tasks/" + id + "/transcript").getJsonArray("turns");
    assertThat(turns).isNotEmpty();
    return turns;
  }

  private static String text(JsonObject turn) {
    return String.join(
        " ",
        turn.getJsonArray("words").getValuesAs(JsonObject.class).stream()
            .map(word -> word.getString("text"))
            .toList());
  }
}
