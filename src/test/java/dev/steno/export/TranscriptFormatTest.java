package dev.steno.export;

import static dev.steno.export.Samples.EMPTY;
import static dev.steno.export.Samples.dialogue;
import static dev.steno.export.Samples.spoken;
import static dev.steno.export.Samples.turn;
import static dev.steno.export.Samples.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.transcript.Turn;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TranscriptFormatTest {

  @Test
  void plainTextHasALineForEachTurn() {
    assertThat(TranscriptFormat.TXT.write(dialogue()))
        .isEqualTo(
            """
            Ada: hello there
            S2: goodbye
            """);
    assertThat(
            TranscriptFormat.TXT.write(
                spoken(turn(null, word("a", 0, 1)), turn(null, word("b", 1, 2)))))
        .isEqualTo("a\nb\n");
  }

  @Test
  void subRipNumbersItsCuesAndNamesTheSpeakers() {
    assertThat(TranscriptFormat.SRT.write(dialogue()))
        .isEqualTo(
            """
            1
            00:00:12,340 --> 00:00:13,100
            Ada: hello there

            2
            01:01:01,005 --> 01:01:02,050
            S2: goodbye

            """);
  }

  @Test
  void webVttHasItsHeaderAndVoices() {
    assertThat(TranscriptFormat.VTT.write(dialogue()))
        .isEqualTo(
            """
            WEBVTT

            00:00:12.340 --> 00:00:13.100
            <v Ada>hello there

            01:01:01.005 --> 01:01:02.050
            <v S2>goodbye

            """);
  }

  @Test
  void withoutSpeakersSubtitlesNameNobody() {
    assertThat(TranscriptFormat.SRT.write(spoken(turn(null, word("hi", 0, 5)))))
        .isEqualTo("1\n00:00:00,000 --> 00:00:00,005\nhi\n\n");
    assertThat(TranscriptFormat.VTT.write(spoken(turn(null, word("hi", 0, 5)))))
        .isEqualTo("WEBVTT\n\n00:00:00.000 --> 00:00:00.005\nhi\n\n");
  }

  @Test
  void subtitlesOfSeveralTurnsAreNumberedOn() {
    String line = "a".repeat(42);
    assertThat(
            TranscriptFormat.SRT.write(
                spoken(
                    turn(null, word(line, 0, 1), word(line, 1, 2), word("b", 2, 3)),
                    turn(null, word("c", 3, 4)))))
        .isEqualTo(
            "1\n00:00:00,000 --> 00:00:00,002\n"
                + line
                + "\n"
                + line
                + "\n\n2\n00:00:00,002 --> 00:00:00,003\nb"
                + "\n\n3\n00:00:00,003 --> 00:00:00,004\nc\n\n");
  }

  @Test
  void theNameOfASpeakerCountsAsPartOfTheLineInSubRip() {
    String written =
        TranscriptFormat.SRT.write(
            spoken(turn("Somebody", word("a".repeat(40), 0, 1), word("b".repeat(40), 1, 2))));

    assertThat(written.lines()).allSatisfy(line -> assertThat(line.length()).isBetween(0, 42));
    assertThat(written).contains("Somebody:", "a".repeat(40), "b".repeat(40));
  }

  @Test
  void whatHasAMeaningInWebVttIsEscaped() {
    assertThat(
            TranscriptFormat.VTT.write(
                spoken(turn("A<B>&C", word("R&D", 0, 1), word("<i>", 1, 2), word("-->", 2, 3)))))
        .isEqualTo(
            """
            WEBVTT

            00:00:00.000 --> 00:00:00.003
            <v A&lt;B&gt;&amp;C>R&amp;D &lt;i&gt; --&gt;

            """);
  }

  @Test
  void jsonHoldsEverythingThatIsKnown() {
    assertThat(json(TranscriptFormat.JSON.write(dialogue())))
        .isEqualTo(
            json(
                """
                {"task_id": "5f0c", "revision": 3, "language": "en", "engine": "whisper",
                 "model": "base.en", "duration_seconds": 3662.200,
                 "warnings": ["The words are guessed."],
                 "speakers": [{"id": "S1", "name": "Ada"}],
                 "turns": [
                  {"id": "t0", "revision": 2, "speaker": "S1", "start": 12.340, "end": 15.020,
                   "words": [
                    {"text": "hello", "start": 12.340, "end": 12.700, "probability": 0.93},
                    {"text": "there", "start": 12.700, "end": 13.100, "estimated": true}]},
                  {"id": "t1", "revision": 0, "speaker": "S2", "start": 3661.005,
                   "end": 3662.050,
                   "words": [{"text": "goodbye", "start": 3661.005, "end": 3662.050}]}]}
                """));
  }

  @Test
  void jsonHasTheNoteOfATurnWhereThereIsOne() {
    Turn turn = new Turn("t0", 0, null, 0, 100, List.of(), "Repeated words were removed here.");

    assertThat(
            json(TranscriptFormat.JSON.write(spoken(turn))).getJsonArray("turns").getJsonObject(0))
        .isEqualTo(
            json(
                """
                {"id": "t0", "revision": 0, "speaker": null, "start": 0.000, "end": 0.100,
                 "words": [], "note": "Repeated words were removed here."}
                """));
  }

  @Test
  void jsonHasEveryFieldThoughNothingIsKnown() {
    assertThat(json(TranscriptFormat.JSON.write(EMPTY)))
        .isEqualTo(
            json(
                """
                {"task_id": "id", "revision": 0, "language": null, "engine": null, "model": null,
                 "duration_seconds": null, "warnings": [], "speakers": [], "turns": []}
                """));
  }

  @Test
  void anEmptyTranscriptIsAnEmptyFile() {
    assertThat(TranscriptFormat.TXT.write(EMPTY)).isEmpty();
    assertThat(TranscriptFormat.SRT.write(EMPTY)).isEmpty();
    assertThat(TranscriptFormat.VTT.write(EMPTY)).isEqualTo("WEBVTT\n\n");
  }

  @ParameterizedTest
  @EnumSource
  void aFormatIsFoundByTheEndingOfItsFiles(TranscriptFormat format) {
    assertThat(TranscriptFormat.named(format.extension())).contains(format);
    assertThat(TranscriptFormat.named(format.name())).contains(format);
  }

  @Test
  void noOtherNameFindsAFormat() {
    assertThat(TranscriptFormat.named("exe")).isEmpty();
    assertThat(TranscriptFormat.named("")).isEmpty();
  }

  @Test
  void theMediaTypesAreTheRegisteredOnes() {
    assertThat(TranscriptFormat.JSON.mediaType()).isEqualTo("application/json");
    assertThat(TranscriptFormat.TXT.mediaType()).isEqualTo("text/plain;charset=UTF-8");
    assertThat(TranscriptFormat.SRT.mediaType()).isEqualTo("application/x-subrip;charset=UTF-8");
    assertThat(TranscriptFormat.VTT.mediaType()).isEqualTo("text/vtt;charset=UTF-8");
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
