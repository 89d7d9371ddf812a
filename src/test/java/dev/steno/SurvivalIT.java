package dev.steno;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steno.testing.ServerProcess;
import dev.steno.testing.Speech;
import dev.steno.testing.StenoClient;
import dev.steno.testing.Watcher;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a task when the plug is pulled. */
class SurvivalIT {

  private static final byte[] RECORDING = Speech.story(60);

  @TempDir Path home;

  @Test
  void aTaskEndsRightThoughItsWorkersAndItsServerAreKilled() throws IOException {
    String undisturbed;
    String killed;
    long seen;
    try (ServerProcess server = ServerProcess.start(home, Map.of(), true)) {
      StenoClient client = new StenoClient(server.base());
      undisturbed = client.uploaded(RECORDING, "undisturbed.wav");
      assertThat(client.ended(undisturbed).getString("status")).isEqualTo("completed");

      String worker = client.uploaded(RECORDING, "worker killed.wav");
      killAWorkerInMidTask(server, worker);
      assertThat(client.ended(worker).getString("status")).isEqualTo("completed");
      assertThat(client.ended(worker).getInt("attempt")).isEqualTo(1);
      assertThat(turns(client, worker)).isEqualTo(turns(client, undisturbed));

      killed = client.uploaded(RECORDING, "server killed.wav");
      try (Watcher watcher = Watcher.of(server.base(), killed)) {
        JsonObject segment =
            watcher.awaitMessage(
                "the first segment", message -> message.getString("type").equals("segment"));
        seen = segment.getJsonNumber("seq").longValue();
        server.kill();
      }
    }
    try (ServerProcess server = ServerProcess.start(home, Map.of(), true)) {
      StenoClient client = new StenoClient(server.base());
      try (Watcher watcher =
          Watcher.of(HttpClient.newHttpClient(), server.base(), killed, "?since=" + seen)) {
        JsonObject end = watcher.awaitEnd();
        assertThat(end.getString("stage")).isEqualTo("complete");
        assertThat(end.getInt("attempt")).isEqualTo(2);
        assertThat(watcher.story())
            .allMatch(message -> message.getJsonNumber("seq").longValue() > seen);
      }
      assertThat(turns(client, killed)).isEqualTo(turns(client, undisturbed));
      assertThat(client.json("api/tasks").getInt("total")).isEqualTo(3);
      await("what was needed only while it ran is removed")
          .until(() -> filesBelow(home.resolve("work")).isEmpty());
      assertThat(filesBelow(home.resolve("recordings"))).hasSize(3);
      client.json("api/tasks").getJsonArray("tasks").getValuesAs(JsonObject.class).stream()
          .map(task -> task.getString("id"))
          .forEach(id -> client.delete("api/tasks/" + id));
      assertThat(filesBelow(home.resolve("recordings"))).isEmpty();
      List<ProcessHandle> children = server.children("dev.steno");
      server.stop();
      await("no worker outlives the server")
          .atMost(Duration.ofSeconds(10))
          .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  private static void killAWorkerInMidTask(ServerProcess server, String task) {
    try (Watcher watcher = Watcher.of(server.base(), task)) {
      watcher.awaitMessage(
          "some progress",
          message ->
              "transcribing".equals(message.getString("stage", ""))
                  && message.getInt("percentage") > 10);
      List<ProcessHandle> workers = server.children("WorkerMain");
      assertThat(workers).isNotEmpty();
      workers.get(0).destroyForcibly();
    }
  }

  private static JsonArray turns(StenoClient client, String task) {
    JsonArray turns = client.json("api/tasks/" + task + "/transcript").getJsonArray("turns");
    assertThat(turns).isNotEmpty();
    return turns;
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
