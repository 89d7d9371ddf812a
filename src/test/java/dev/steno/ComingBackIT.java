package dev.steno;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steno.testing.Chronicle;
import dev.steno.testing.Deployments;
import dev.steno.testing.Joiner;
import dev.steno.testing.ServerProcess;
import dev.steno.testing.StenoClient;
import dev.steno.testing.StoredLog;
import dev.steno.testing.StoryTeller;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A crowd joins at once and, after the application was taken out and in again, comes back at once,
 * while events arrive.
 */
class ComingBackIT {

  private static final int CROWD = 1_000;
  private static final int SERVICE_RESTART = 1012;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path home;

  @Test
  void aThousandWhoAreSentAwayAreToldToComeBackAndMissNothing() throws IOException {
    Path war = Deployments.file("told", StoryTeller.class);
    try (ServerProcess server = ServerProcess.redeploying(war, home)) {
      server.deploy();
      StenoClient client = new StenoClient(server.base());
      Chronicle story = new Chronicle(client.post("testing/tasks").body().trim());
      HttpClient http = HttpClient.newHttpClient();
      List<Joiner> crowd =
          Stream.generate(() -> new Joiner(http, server.base(), story)).limit(CROWD).toList();

      tell(client, story, 200);
      joinWhileEventsArrive(crowd, client, story);
      everybodyHasTheLog(crowd, client, story);
      server.undeploy();
      everybodyWasSentAway(crowd);

      server.deploy();
      tell(client, story, 200);
      joinWhileEventsArrive(crowd, client, story);
      everybodyHasTheLog(crowd, client, story);
      server.stop();
      everybodyWasSentAway(crowd);
    }
  }

  private static void joinWhileEventsArrive(
      List<Joiner> crowd, StenoClient client, Chronicle story) {
    CompletableFuture<Void> told = CompletableFuture.runAsync(() -> tell(client, story, 1_000));
    List<CompletableFuture<WebSocket>> joining = crowd.stream().map(Joiner::join).toList();
    joining.forEach(CompletableFuture::join);
    told.join();
  }

  private static void tell(StenoClient client, Chronicle story, int events) {
    for (int told = 0; told < events; told += 50) {
      client.post(
          "testing/tell?count=50&segments=20&others=2&seed=" + told + "&task=" + story.taskId());
    }
  }

  private static void everybodyHasTheLog(List<Joiner> crowd, StenoClient client, Chronicle story) {
    StoredLog log = StoredLog.of(client, story.taskId());
    await("the end for everybody")
        .atMost(PATIENCE)
        .failFast(
            "somebody was sent away or told nonsense",
            () -> crowd.stream().anyMatch(joiner -> joiner.ended().isDone()))
        .until(() -> crowd.stream().allMatch(joiner -> joiner.collected().last() == log.last()));
    crowd.forEach(joiner -> log.mustBeWhatIsIn(joiner.collected()));
    assertThat(client.get("testing/sockets").body().trim()).isEqualTo("" + CROWD);
  }

  private static void everybodyWasSentAway(List<Joiner> crowd) {
    await("everybody is sent away")
        .atMost(PATIENCE)
        .until(() -> crowd.stream().allMatch(joiner -> joiner.ended().isDone()));
    Map<Integer, Long> codes =
        crowd.stream()
            .collect(Collectors.groupingBy(joiner -> joiner.ended().join(), Collectors.counting()));
    assertThat(codes).containsExactly(Map.entry(SERVICE_RESTART, (long) CROWD));
  }
}
