package dev.steno.push.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.progress.LoggedEvent;
import dev.steno.progress.ProgressEvent;
import dev.steno.progress.Stage;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageWriterTest {

  private static final Instant AT = Instant.parse("2026-01-27T07:11:56.123456Z");

  private final MessageWriter writer = new MessageWriter();

  private String written(ProgressEvent event) {
    return writer.encode(new LoggedEvent("t1", 7, 2, AT, event)).text();
  }

  @Test
  void progressHasTheFieldsOfTheSeedAndThenOurs() {
    assertThat(written(new ProgressEvent.Advanced(Stage.QUEUED, 0, "Waiting for its turn.", 90, 3)))
        .isEqualTo(
            "{\"type\":\"progress\",\"task_id\":\"t1\",\"stage\":\"queued\",\"percentage\":0,"
                + "\"message\":\"Waiting for its turn.\",\"timestamp\":\"2026-01-27T07:11:56.123Z\","
                + "\"seq\":7,\"attempt\":2,\"eta_seconds\":90,\"queue_position\":3}");
  }

  @Test
  void anEmptyMessageIsNullAndWhatIsUnknownIsLeftOut() {
    assertThat(written(new ProgressEvent.Advanced(Stage.TRANSCRIBING, 42, "", null, null)))
        .isEqualTo(
            "{\"type\":\"progress\",\"task_id\":\"t1\",\"stage\":\"transcribing\",\"percentage\":42,"
                + "\"message\":null,\"timestamp\":\"2026-01-27T07:11:56.123Z\","
                + "\"seq\":7,\"attempt\":2}");
  }

  @Test
  void aSegmentHasItsTimesInSeconds() {
    Segment segment =
        new Segment(
            3,
            12_340,
            120_000,
            "hello \"there\"",
            List.of(
                new Word("hello", 12_340, 12_700, 0.93, false),
                new Word("there", 12_700, 120_000, null, true)),
            "S1");
    assertThat(written(new ProgressEvent.Recognized(segment)))
        .isEqualTo(
            "{\"type\":\"segment\",\"task_id\":\"t1\",\"seq\":7,\"attempt\":2,\"index\":3,"
                + "\"start\":12.34,\"end\":120,\"text\":\"hello \\\"there\\\"\",\"words\":["
                + "{\"text\":\"hello\",\"start\":12.34,\"end\":12.7,\"probability\":0.93},"
                + "{\"text\":\"there\",\"start\":12.7,\"end\":120,\"estimated\":true}],"
                + "\"speaker\":\"S1\",\"timestamp\":\"2026-01-27T07:11:56.123Z\"}");
  }

  @Test
  void aSegmentWithoutSpeakerAndWordsHasNoSpeakerAndNoWords() {
    Segment segment = new Segment(0, 0, 1, "hm", List.of(), null);
    assertThat(written(new ProgressEvent.Recognized(segment)))
        .isEqualTo(
            "{\"type\":\"segment\",\"task_id\":\"t1\",\"seq\":7,\"attempt\":2,\"index\":0,"
                + "\"start\":0,\"end\":0.001,\"text\":\"hm\",\"words\":[],"
                + "\"timestamp\":\"2026-01-27T07:11:56.123Z\"}");
  }

  @Test
  void aProbabilityIsRoundedAndWhatIsNoNumberIsLeftOut() {
    Segment segment =
        new Segment(
            0,
            0,
            2000,
            "a b",
            List.of(
                new Word("a", 0, 1000, 0.123456789, false),
                new Word("b", 1000, 2000, Double.NaN, false)),
            null);
    assertThat(written(new ProgressEvent.Recognized(segment)))
        .contains("{\"text\":\"a\",\"start\":0,\"end\":1,\"probability\":0.1235}")
        .contains("{\"text\":\"b\",\"start\":1,\"end\":2}");
  }

  @Test
  void anErrorHasTheFieldsOfTheSeedAndThenOurs() {
    assertThat(written(new ProgressEvent.Failed("NO_AUDIO", "There is no sound in it.", null)))
        .isEqualTo(
            "{\"type\":\"error\",\"task_id\":\"t1\",\"error_code\":\"NO_AUDIO\","
                + "\"user_message\":\"There is no sound in it.\",\"technical_detail\":null,"
                + "\"timestamp\":\"2026-01-27T07:11:56.123Z\",\"seq\":7,\"attempt\":2}");
  }

  @Test
  void aBadMessageIsAnErrorWithoutTaskAndNumber() {
    assertThat(writer.write(ServerMessage.Failed.badMessage("What?", AT)))
        .isEqualTo(
            "{\"type\":\"error\",\"error_code\":\"BAD_MESSAGE\",\"user_message\":\"What?\","
                + "\"technical_detail\":null,\"timestamp\":\"2026-01-27T07:11:56.123Z\"}");
  }

  @Test
  void anEditTellsTheRevision() {
    assertThat(written(new ProgressEvent.Edited(4)))
        .isEqualTo(
            "{\"type\":\"edited\",\"task_id\":\"t1\",\"seq\":7,\"revision\":4,"
                + "\"timestamp\":\"2026-01-27T07:11:56.123Z\"}");
  }

  @Test
  void heartbeatPongAndResetAreShort() {
    assertThat(writer.write(new ServerMessage.Heartbeat(AT)))
        .isEqualTo("{\"type\":\"heartbeat\",\"timestamp\":\"2026-01-27T07:11:56.123Z\"}");
    assertThat(writer.write(new ServerMessage.Pong())).isEqualTo("{\"type\":\"pong\"}");
    assertThat(writer.write(new ServerMessage.Reset("t1", 99)))
        .isEqualTo("{\"type\":\"reset\",\"task_id\":\"t1\",\"seq\":99}");
  }

  @Test
  void theLengthIsCountedInBytes() {
    EncodedMessage message =
        writer.encode(
            new LoggedEvent(
                "t1",
                7,
                2,
                AT,
                new ProgressEvent.Advanced(Stage.COMPLETE, 100, "größer", null, null)));
    assertThat(message.bytes()).isEqualTo(message.text().length() + 2);
    assertThat(message.seq()).isEqualTo(7);
    assertThat(message.kind()).isEqualTo(EncodedMessage.Kind.FINAL_PROGRESS);
  }
}
