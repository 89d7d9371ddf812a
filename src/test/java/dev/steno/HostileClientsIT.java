package dev.steno;

import static dev.steno.testing.RawSocket.CONTINUATION;
import static dev.steno.testing.RawSocket.LAST;
import static dev.steno.testing.RawSocket.PING;
import static dev.steno.testing.RawSocket.PONG;
import static dev.steno.testing.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steno.testing.Deployments;
import dev.steno.testing.Mob;
import dev.steno.testing.Nuisance;
import dev.steno.testing.RawSocket;
import dev.steno.testing.RawSocket.Ending;
import dev.steno.testing.RawSocket.Line;
import dev.steno.testing.ServerProcess;
import dev.steno.testing.StenoClient;
import dev.steno.testing.StoryTeller;
import dev.steno.testing.ThreadNames;
import dev.steno.testing.Watcher;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that mean harm, or are broken: each gets its answer, nobody else suffers, and the server
 * forgets them.
 */
class HostileClientsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int PER_TASK = 60;
  private static final int PER_ADDRESS = 90;
  private static final int IN_ALL = 120;

  /** 20 MB: more than the server and the two systems take in for a client that does not read. */
  private static final String MUCH = "testing/tell?count=200&segments=100&bytes=100000&task=";

  @TempDir static Path home;
  private static ServerProcess server;
  private static StenoClient client;

  private String task = "";

  @BeforeAll
  static void start() throws IOException {
    Map<String, String> settings =
        Map.of(
            "STENO_HEARTBEAT_SECONDS", "1",
            "STENO_SEND_SECONDS", "2",
            "STENO_SOCKETS_PER_TASK", "" + PER_TASK,
            "STENO_SOCKETS_PER_ADDRESS", "" + PER_ADDRESS,
            "STENO_SOCKETS", "" + IN_ALL);
    server = ServerProcess.start(Deployments.file("told", StoryTeller.class), home, settings, true);
    client = new StenoClient(server.base());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeATask() {
    task = client.post("testing/tasks").body().trim();
  }

  @AfterEach
  void nobodyIsLeft() {
    awaitSockets(0);
  }

  @Test
  void whoAnswersNoPingIsOutAfterTwo() throws IOException {
    try (RawSocket mute = open().mute()) {
      Ending ending = mute.awaitEnding();
      assertThat(ending.code()).isEqualTo(1013);
      assertThat(ending.reason()).contains("two pings");
      awaitSockets(0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoStopsReadingIsOutWhileOthersHearEverything(boolean saysItIsAlive) throws IOException {
    try (RawSocket deaf = RawSocket.open(server.base(), task, "", Line.NARROW);
        Watcher other = Watcher.of(server.base(), task)) {
      deaf.awaitText("\"seq\":");
      long last = Long.parseLong(client.post(MUCH + task).body().trim());
      other.awaitMessage("the end", message -> seq(message) == last);
      await("only the other is left")
          .atMost(PATIENCE)
          .until(
              () -> {
                if (saysItIsAlive) {
                  deaf.frame(LAST | PONG, new byte[0]);
                }
                return sockets() == 1;
              });
      assertThat(other.of("segment")).hasSize(200);
    }
  }

  @Test
  void whoPingsWithoutEndAndReadsNoPongIsOut() throws IOException {
    try (RawSocket pinging = RawSocket.open(server.base(), task, "", Line.NARROW)) {
      pinging.awaitText("\"seq\":");
      assertThat(sockets()).isEqualTo(1);
      await("nobody is left").atMost(PATIENCE).until(() -> isOut(pinging));
    }
  }

  private static boolean isOut(RawSocket pinging) {
    try {
      for (int count = 0; count < 1_000; count++) {
        pinging.frame(LAST | PING, new byte[125]);
      }
      return sockets() == 0;
    } catch (IOException closed) {
      // The server may break the line, or leave it as it is.
      return sockets() == 0;
    }
  }

  @Test
  void whoSendsAFrameWithoutEndIsCutOff() throws IOException {
    try (RawSocket endless = open()) {
      endless.frame(LAST | TEXT, 1L << 62, new byte[1000]);
      byte[] more = new byte[100_000];
      assertThatThrownBy(
              () -> {
                for (int megabytes = 0; megabytes < 50; megabytes++) {
                  for (int part = 0; part < 10; part++) {
                    endless.bytes(more);
                  }
                }
              })
          .as("not all of it is taken in")
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void manyWhoDoNotReadALongStoryDoNotKeepOthersFromJoining() throws IOException {
    client.post(MUCH + task);
    List<RawSocket> deaf = new ArrayList<>();
    try {
      for (int joined = 0; joined < 15; joined++) {
        deaf.add(RawSocket.open(server.base(), task, "", Line.NARROW));
      }
      try (Watcher other = Watcher.of(server.base(), client.post("testing/tasks").body().trim())) {
        other.awaitMessage("its story", message -> seq(message) == 1);
        await("only the other is left").atMost(PATIENCE).until(() -> sockets() == 1);
      }
    } finally {
      for (RawSocket socket : deaf) {
        socket.close();
      }
    }
  }

  @Test
  void aMessageOfFourKilobytesIsHeard() throws IOException {
    try (RawSocket socket = open()) {
      socket.say("x".repeat(4096));
      socket.awaitText("BAD_MESSAGE");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.steno.testing.Nuisance#all")
  void everyNuisanceHasItsAnswer(Nuisance nuisance) throws IOException {
    try (RawSocket socket = open()) {
      nuisance.inflict(socket);
      assertThat(nuisance.fairEndings()).contains(socket.awaitEnding().code());
      awaitSockets(0);
    }
  }

  static List<String> nonsense() {
    return List.of(
        "",
        "{hello",
        "42",
        "[{}]",
        "{}",
        "{\"type\":42}",
        "{\"type\":\"Ping\"}",
        "{\"type\":\"heartbeat\"}",
        "[".repeat(4000),
        "{\"a\":".repeat(800),
        "\0",
        "{\"type\":\"ping\"} {\"type\":\"ping\"}");
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void whatIsNotUnderstoodIsAnsweredAndTheSocketStaysOpen(String text) throws IOException {
    try (RawSocket socket = open()) {
      socket.say(text);
      JsonObject error = StenoClient.parse(socket.awaitText("BAD_MESSAGE"));
      assertThat(error.keySet())
          .containsExactlyInAnyOrder(
              "type", "error_code", "user_message", "technical_detail", "timestamp");
      socket.say("{\"type\":\"ping\"}");
      socket.awaitText("\"pong\"");
    }
  }

  @Test
  void aMessageInPiecesIsUnderstoodAndAPingBetweenThemIsAnswered() throws IOException {
    try (RawSocket socket = open()) {
      byte[] text = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
      int last = text.length - 1;
      for (int index = 0; index < last; index++) {
        socket.frame(index == 0 ? TEXT : CONTINUATION, new byte[] {text[index]});
        socket.frame(LAST | PING, new byte[] {(byte) index});
        assertThat(socket.awaitFrame(PONG).payload().get(0)).isEqualTo((byte) index);
      }
      socket.frame(LAST | CONTINUATION, new byte[] {text[last]});
      socket.awaitText("\"pong\"");
    }
  }

  /** The protocol wants it closed with 1002; some servers take it for what it says. */
  @Test
  void aFrameWithoutAMaskDoesNoHarm() throws IOException {
    try (RawSocket socket = open()) {
      socket.unmasked(LAST | TEXT, "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
      String answer = socket.readText();
      while (answer != null && !answer.contains("\"pong\"")) {
        answer = socket.readText();
      }
      if (answer == null) {
        assertThat(socket.ending().code()).isEqualTo(1002);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "x", "1.0", "+1", "%201", "0x1", "99999999999999999999", "1&since=2"})
  void aSinceThatIsNoNumberIsRefused(String since) throws IOException {
    try (RawSocket socket = RawSocket.open(server.base(), task, "?since=" + since, Line.ORDINARY)) {
      assertThat(socket.awaitEnding().code()).isEqualTo(1008);
    }
  }

  @Test
  void aSinceBeyondTheEndIsReset() throws IOException {
    try (RawSocket socket =
        RawSocket.open(server.base(), task, "?since=" + Long.MAX_VALUE, Line.ORDINARY)) {
      assertThat(socket.readText()).contains("\"reset\"").contains(task);
      assertThat(socket.readText()).contains("\"seq\":1,");
    }
  }

  @Test
  void handshakesThatAreNeverFinishedHarmNobody() throws IOException {
    byte[] handshake = RawSocket.handshake(server.base(), task, "");
    List<RawSocket> unfinished = new ArrayList<>();
    try {
      for (int count = 0; count < 50; count++) {
        RawSocket socket = RawSocket.connect(server.base(), Line.ORDINARY);
        unfinished.add(socket);
        for (int index = 0; index < handshake.length / 2; index++) {
          socket.bytes(new byte[] {handshake[index]});
        }
      }
      try (RawSocket other = open()) {
        other.awaitText("\"seq\":1,");
        assertThat(sockets()).isEqualTo(1);
      }
    } finally {
      for (RawSocket socket : unfinished) {
        socket.close();
      }
    }
  }

  @Test
  void whoBreaksTheLineInTheMiddleOfTheReplayIsForgotten() throws IOException {
    client.post(MUCH + task);
    for (int count = 0; count < 20; count++) {
      RawSocket socket = open();
      for (int read = 0; read < count; read++) {
        socket.readText();
      }
      socket.reset();
    }
    awaitSockets(0);
  }

  /** Drawn from a seed; {@code -Dsteno.seed=7} does it again with another. */
  @Test
  void afterManyNuisancesOnlyThoseAreCountedWhoAreThere()
      throws IOException, InterruptedException, ExecutionException {
    long seed = Long.getLong("steno.seed", 20_240_229L);
    System.out.println("-Dsteno.seed=" + seed);
    Mob mob = new Mob(server.base(), task, new Random(seed));
    client.post("testing/tell?count=500&segments=50&task=" + task);
    List<Watcher> decent = new ArrayList<>();
    try {
      for (int count = 0; count < 5; count++) {
        decent.add(Watcher.of(server.base(), task));
      }
      mob.annoy(60);
      awaitSockets(decent.size());
      int threads = ThreadNames.of(server).size();
      mob.annoy(300);
      awaitSockets(decent.size());
      assertThat(ThreadNames.of(server)).hasSizeLessThan(threads + 10);

      long last = Long.parseLong(client.post("testing/end?task=" + task).body().trim());
      for (Watcher watcher : decent) {
        watcher.awaitMessage("the end", message -> seq(message) == last);
        assertThat(watcher.of("segment")).isEqualTo(decent.get(0).of("segment"));
      }
    } finally {
      decent.forEach(Watcher::close);
    }
  }

  @Test
  void whoeverIsOverALimitIsToldWhich() throws IOException {
    String other = client.post("testing/tasks").body().trim();
    int threads = ThreadNames.of(server).size();
    // Each with somebody who answers its pings.
    ExecutorService readers = Executors.newCachedThreadPool();
    List<RawSocket> open = new ArrayList<>();
    List<Future<Ending>> endings = new ArrayList<>();
    try {
      fill(open, endings, readers, PER_TASK, task, Line.ORDINARY);
      assertThat(refusal(task, Line.ORDINARY)).isEqualTo("too many sockets watch this task");
      assertThat(refusal(task, Line.from(2))).isEqualTo("too many sockets watch this task");
      fill(open, endings, readers, PER_ADDRESS, other, Line.ORDINARY);
      assertThat(refusal(other, Line.ORDINARY)).isEqualTo("too many sockets from this address");
      fill(open, endings, readers, IN_ALL, other, Line.from(2));
      assertThat(refusal(other, Line.from(3))).isEqualTo("too many sockets are open");
      assertThat(ThreadNames.of(server)).hasSizeLessThan(threads + 10);

      open.remove(0).reset();
      awaitSockets(IN_ALL - 1);
      fill(open, endings, readers, IN_ALL, task, Line.from(3));
      assertThat(endings).filteredOn(Future::isDone).hasSize(1);
    } finally {
      for (RawSocket socket : open) {
        socket.reset();
      }
      readers.shutdownNow();
    }
  }

  private static void fill(
      List<RawSocket> open,
      List<Future<Ending>> endings,
      ExecutorService readers,
      int size,
      String task,
      Line line)
      throws IOException {
    while (open.size() < size) {
      RawSocket socket = RawSocket.open(server.base(), task, "", line);
      socket.awaitText("\"seq\":");
      open.add(socket);
      endings.add(readers.submit(socket::awaitEnding));
    }
    assertThat(sockets()).isEqualTo(size);
  }

  private static String refusal(String task, Line line) throws IOException {
    try (RawSocket socket = RawSocket.open(server.base(), task, "", line)) {
      Ending ending = socket.awaitEnding();
      assertThat(ending.code()).isEqualTo(1013);
      assertThat(ending.reason()).endsWith("; try later");
      return ending.reason().replace("; try later", "");
    }
  }

  private RawSocket open() throws IOException {
    return RawSocket.open(server.base(), task);
  }

  private static long seq(JsonObject message) {
    return message.containsKey("seq") ? message.getJsonNumber("seq").longValue() : 0;
  }

  private static int sockets() {
    return Integer.parseInt(client.get("testing/sockets").body().trim());
  }

  private static void awaitSockets(int expected) {
    await("the sockets that are really open: " + expected)
        .atMost(PATIENCE)
        .until(HostileClientsIT::sockets, size -> size == expected);
  }
}
