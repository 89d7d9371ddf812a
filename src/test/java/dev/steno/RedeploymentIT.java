package dev.steno;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steno.engine.model.CraftedModel;
import dev.steno.testing.ServerProcess;
import dev.steno.testing.Speech;
import dev.steno.testing.StenoClient;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same server takes the application in and out again and again. */
class RedeploymentIT {

  private static final byte[] RECORDING = Speech.shortStory();
  private static final byte[] LONGER = Speech.story(120);
  private static final int TIMES = 10;

  @TempDir Path home;

  @Test
  void tenTimesDeployedItStillWorksAndLeavesNoProcess() throws IOException {
    CraftedModel.small()
        .says("still here", 0, 2)
        .write(Files.createDirectories(home.resolve("models")).resolve("ggml-small.bin"));
    try (ServerProcess server = ServerProcess.redeploying(home)) {
      StenoClient client = new StenoClient(server.base());
      List<String> interrupted = new ArrayList<>();
      for (int i = 1; i <= TIMES; i++) {
        server.deploy();
        JsonObject task = client.ended(client.uploaded(RECORDING, i + ".wav"));
        assertThat(task.getString("status")).isEqualTo("completed");
        assertThat(task.getString("engine")).isEqualTo("whisper");
        for (String id : interrupted) {
          assertThat(client.ended(id).getString("status")).isEqualTo("completed");
        }
        // At work, or about to be, while the application goes.
        interrupted.add(client.uploaded(LONGER, "interrupted.wav"));
        server.undeploy();
        await("no child outlives the application")
            .atMost(Duration.ofSeconds(5))
            .until(() -> server.children("").isEmpty());
      }
    }
  }
}
