package dev.steno.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.progress.LoggedEvent;
import dev.steno.progress.TaskForgotten;
import dev.steno.push.session.FakeClient;
import dev.steno.push.session.FakeClient.Habit;
import dev.steno.push.session.Room;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskSocketTest {

  private final Room room = new Room().open();
  private final TaskSocket socket = new TaskSocket();
  private final Broadcaster broadcaster = new Broadcaster();
  private final FakeClient client = new FakeClient(Habit.PROMPT);

  @BeforeEach
  @SuppressWarnings("UnnecessaryAssignment") // there is no container here
  void aTask() {
    socket.registry = room.registry;
    broadcaster.registry = room.registry;
    room.log.create("t");
    client.userProperties().put(TaskSocketConfigurator.ADMITTED, true);
  }

  private void open() {
    socket.open(client.session(), "t");
    room.work();
  }

  @Test
  void aClientGetsThePastAndThenWhatHappens() {
    broadcaster.tell(room.log.segment("t"));
    open();
    LoggedEvent event = room.log.segment("t");
    broadcaster.tell(event);
    assertThat(client.numbers()).containsExactly(1L, 2L);
  }

  @Test
  void sinceIsHonoured() {
    room.log.segment("t");
    room.log.segment("t");
    client.parameters().put("since", List.of("1"));
    open();
    assertThat(client.numbers()).containsExactly(2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1.5", "9223372036854775808", " 1"})
  void aBadSinceCloses(String since) {
    client.parameters().put("since", List.of(since));
    open();
    assertThat(client.closeCode()).isEqualTo(1008);
  }

  @Test
  void twoSincesClose() {
    client.parameters().put("since", List.of("1", "2"));
    open();
    assertThat(client.closeCode()).isEqualTo(1008);
  }

  @Test
  void whoDidNotComeThroughTheGateIsClosed() {
    client.userProperties().clear();
    open();
    assertThat(client.closeCode()).isEqualTo(1008);
    assertThat(room.registry.size()).isZero();
  }

  @Test
  void aPingIsAnsweredWithAPong() {
    open();
    socket.text("{\"type\":\"ping\"}", client.session());
    assertThat(client.received()).containsExactly("{\"type\":\"pong\"}");
  }

  @Test
  void whatIsNotUnderstoodIsAnsweredAndTheSocketStaysOpen() {
    open();
    socket.text("hello", client.session());
    socket.text("{\"type\":\"subscribe\"}", client.session());
    assertThat(client.received())
        .hasSize(2)
        .allMatch(text -> text.startsWith("{\"type\":\"error\",\"error_code\":\"BAD_MESSAGE\","));
    assertThat(client.closeCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ä", "漢"})
  void aMessageOverFourKibibytesCloses(String letter) {
    open();
    socket.text(letter.repeat(4097), client.session());
    room.work();
    assertThat(client.closeCode()).isEqualTo(1009);
  }

  @Test
  void theLimitIsInBytes() {
    open();
    socket.text("a".repeat(4096), client.session());
    room.work();
    assertThat(client.closeCode()).isZero();
    socket.text("ä".repeat(2049), client.session());
    room.work();
    assertThat(client.closeCode()).isEqualTo(1009);
  }

  @Test
  void aBinaryMessageCloses() {
    open();
    socket.binary(ByteBuffer.allocate(1), client.session());
    room.work();
    assertThat(client.closeCode()).isEqualTo(1003);
  }

  @Test
  void aFloodCloses() {
    open();
    for (int i = 0; i < 51; i++) {
      socket.text("{\"type\":\"ping\"}", client.session());
    }
    room.work();
    assertThat(client.received()).hasSize(50);
    assertThat(client.closeCode()).isEqualTo(1008);
    assertThat(client.closePhrase()).isEqualTo("too many messages");
  }

  @Test
  void whoLeavesIsForgotten() {
    open();
    socket.close(client.session());
    assertThat(room.registry.size()).isZero();
    socket.text("{\"type\":\"ping\"}", client.session());
    assertThat(client.received()).isEmpty();
  }

  @Test
  void anErrorIsClosedSoonUnlessTheServerDoes() {
    open();
    socket.error(client.session(), new IllegalStateException("of a test"));
    assertThat(client.closeCode()).isZero();
    room.pass(Duration.ofSeconds(1));
    assertThat(client.closeCode()).isEqualTo(1011);
  }

  @Test
  void aForgottenTaskDismissesItsWatchers() {
    open();
    broadcaster.forget(new TaskForgotten("t"));
    room.work();
    assertThat(client.closeCode()).isEqualTo(1008);
  }

  @Test
  void aHandshakeThatWentAroundTheGateIsNoted() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(TaskSocketConfigurator.ADMITTED, true);
    new TaskSocketConfigurator()
        .modifyHandshake(
            answering(ServerEndpointConfig.class, properties),
            answering(HandshakeRequest.class, Map.of("Host", List.of("localhost"))),
            () -> new HashMap<>());
    assertThat(properties)
        .containsEntry(TaskSocketConfigurator.ADMITTED, false)
        .containsEntry(TaskSocketConfigurator.ADDRESS, "");
  }

  /** Gives the same answer to whatever it is asked. */
  private static <T> T answering(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer));
  }
}
