package dev.steno.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.progress.ProgressEvent.Advanced;
import dev.steno.progress.ProgressEvent.Edited;
import dev.steno.progress.ProgressEvent.Failed;
import dev.steno.progress.ProgressEvent.Recognized;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {

  static Stream<ProgressEvent> everyKindOfEvent() {
    return Stream.of(
        new Advanced(Stage.TRANSCRIBING, 42, "Recognising speech", 17, null),
        new Advanced(Stage.QUEUED, 0, "", null, 3),
        new Advanced(Stage.COMPLETE, 100, "Done", null, null),
        new Recognized(
            new Segment(
                7,
                1_000,
                3_000_000_000L,
                "hello \"there\" \u00fc \ud83d\ude00",
                List.of(
                    new Word("hello", 1_000, 1_500, 0.9312345678, false),
                    new Word("\"there\"", 1_500, 1_500, null, true),
                    new Word("\u00fc", 1_600, 1_700, 0.0, true),
                    new Word("\ud83d\ude00", 1_700, 3_000_000_000L, null, false)),
                "S1")),
        new Recognized(new Segment(0, 0, 10, "no times", List.of(), null)),
        new Failed("ENGINE_CRASHED", "It broke.\nTry again.", "exit 137"),
        new Failed("CANCELLED", "Somebody ended it.", null),
        new Edited(12));
  }

  @ParameterizedTest
  @MethodSource("everyKindOfEvent")
  void anEventComesBackAsItWasStored(ProgressEvent event) {
    assertThat(EventCodec.event(EventCodec.kind(event), EventCodec.body(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @EnumSource
  void everyStageComesBack(Stage stage) {
    Advanced event = new Advanced(stage, 1, "moving", null, null);

    assertThat(EventCodec.event(EventCodec.PROGRESS, EventCodec.body(event))).isEqualTo(event);
  }

  @Test
  void theKindsAreThoseThatTheDatabaseHolds() {
    assertThat(everyKindOfEvent().map(EventCodec::kind).distinct())
        .containsExactly("progress", "segment", "error", "edited");
  }

  @Test
  void eventsOfOlderServersStayReadable() {
    assertThat(
            EventCodec.event(
                "segment",
                """
                {"words":[{"text":"hi","start":5,"end":9,"probability":0.5},
                          {"text":"you","start":9,"end":12,"estimated":true}],
                 "index":1,"start":5,"end":12,"text":"hi you","later":"unknown"}
                """))
        .isEqualTo(
            new Recognized(
                new Segment(
                    1,
                    5,
                    12,
                    "hi you",
                    List.of(new Word("hi", 5, 9, 0.5, false), new Word("you", 9, 12, null, true)),
                    null)));
    assertThat(
            EventCodec.event(
                "progress", "{\"stage\":\"QUEUED\",\"percentage\":0,\"message\":\"x\"}"))
        .isEqualTo(new Advanced(Stage.QUEUED, 0, "x", null, null));
  }

  @Test
  void anUnknownKindIsNamed() {
    assertThatThrownBy(() -> EventCodec.event("riddle", "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("riddle");
  }
}
