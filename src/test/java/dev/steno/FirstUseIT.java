package dev.steno;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.testing.ServerProcess;
import dev.steno.testing.Speech;
import dev.steno.testing.StenoClient;
import dev.steno.testing.StubHub;
import dev.steno.testing.Watcher;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that may fetch its first model by itself. */
class FirstUseIT {

  private static final byte[] RECORDING = Speech.shortStory();
  private static final byte[] FOREIGN = new byte[100_000];

  @TempDir Path home;

  @Test
  void theFirstTaskFetchesTheModelAndGoesOnWithoutItWhereThatFails() throws IOException {
    try (StubHub hub = new StubHub()) {
      CountDownLatch goOn = new CountDownLatch(1);
      hub.serve("/models/ggml-base.bin", FOREIGN);
      hub.misbehave(hub.holdBack(FOREIGN, FOREIGN.length / 2, goOn));
      Map<String, String> settings =
          Map.of("STENO_MODEL_HUB", hub.address().toString(), "STENO_MODEL_DOWNLOAD", "auto");
      try (ServerProcess server = ServerProcess.start(home, settings, true)) {
        StenoClient client = new StenoClient(server.base());
        String id = client.uploaded(RECORDING, "first.wav");
        try (Watcher watcher = Watcher.of(server.base(), id)) {
          JsonObject fetching =
              watcher.awaitMessage(
                  "the task shows that its model is fetched",
                  message -> message.toString().contains("Fetching the speech model base"));
          assertThat(fetching.getString("stage")).isEqualTo("queued");
          // What comes is no model: its checksum is not that of the published file.
          goOn.countDown();
          assertThat(watcher.awaitEnd().getString("stage")).isEqualTo("complete");
        }
        JsonObject task = client.ended(id);
        assertThat(task.getString("engine")).isEqualTo("embedded");
        List<String> warnings =
            task.getJsonArray("warnings").getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
        assertThat(warnings)
            .anyMatch(warning -> warning.startsWith("A better engine could not be used: "));
        assertThat(home.resolve("models/ggml-base.bin")).doesNotExist();
      }
    }
  }
}
