package dev.steno.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.steno.engine.Utterance;
import dev.steno.transcript.Word;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of the answers of different servers, for a chunk of ten seconds. */
class AnswersTest {

  private static final long CHUNK_MILLIS = 10_000;

  /** As OpenAI answers: words apart from the segments, without punctuation. */
  private static final String OPENAI =
      """
      {"task": "transcribe", "language": "english", "duration": 10.0,
       "text": "Hello, Zoë. It's 5 o'clock — really?",
       "segments": [
         {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": " Hello, Zoë.",
          "tokens": [1, 2], "temperature": 0.0, "avg_logprob": -0.2, "compression_ratio": 0.9,
          "no_speech_prob": 0.01},
         {"id": 1, "seek": 0, "start": 2.5, "end": 6.0, "text": " It's 5 o'clock — really?",
          "avg_logprob": -0.3, "compression_ratio": 1.1, "no_speech_prob": 0.02}],
       "words": [
         {"word": "Hello", "start": 0.1, "end": 0.6},
         {"word": "Zoë", "start": 1.0, "end": 1.5},
         {"word": "It's", "start": 2.4, "end": 3.0},
         {"word": "5", "start": 3.1, "end": 3.3},
         {"word": "o'clock", "start": 3.3, "end": 4.0},
         {"word": "really", "start": 5.0, "end": 5.5}]}
      """;

  @Test
  void wordsThatStandApartFindTheirSegmentAndTheirPunctuation() throws Exception {
    List<Utterance> utterances = heard(OPENAI);

    assertThat(utterances)
        .extracting(Utterance::text, Utterance::startMillis, Utterance::endMillis)
        .containsExactly(
            tuple("Hello, Zoë.", 0L, 2_500L), tuple("It's 5 o'clock — really?", 2_500L, 6_000L));
    assertThat(utterances.get(0).words())
        .containsExactly(w("Hello,", 100, 600), w("Zoë.", 1000, 1500));
    assertThat(utterances.get(1).words())
        .containsExactly(
            guessed("It's", 2500, 3000),
            w("5", 3100, 3300),
            w("o'clock", 3300, 4000),
            guessed("—", 4000, 4000),
            w("really?", 5000, 5500));
  }

  @Test
  void wordsWithinTheirSegmentsKeepTheirProbabilities() throws Exception {
    List<Utterance> utterances =
        heard(
            """
            {"text": " Good day.", "segments": [{"start": 0.5, "end": 2, "text": " Good day.",
              "words": [
                {"word": " Good", "start": 0.5, "end": 1.0, "probability": 0.9},
                {"word": " day.", "start": 1.0, "end": 1.75, "probability": 0.25}]}]}
            """);

    assertThat(utterances).hasSize(1);
    assertThat(utterances.get(0).words())
        .containsExactly(
            new Word("Good", 500, 1000, 0.9, false), new Word("day.", 1000, 1750, 0.25, false));
  }

  @Test
  void syllablesAreJoinedToWords() throws Exception {
    List<Utterance> utterances =
        heard(
            """
            {"text": "Unbelievable, isn't it", "segments": [
              {"start": 0, "end": 3, "text": " Unbelievable, isn't it",
               "words": [
                 {"word": " Un", "start": 0.0, "end": 0.2, "probability": 0.9},
                 {"word": "believable", "start": 0.2, "end": 1.0, "probability": 0.5},
                 {"word": ",", "start": 1.0, "end": 1.0, "probability": 0.1},
                 {"word": " isn", "start": 1.5, "end": 1.75, "probability": 0.75},
                 {"word": "'t", "start": 1.75, "end": 2.0, "probability": 0.8},
                 {"word": " it", "start": 2.0, "end": 2.5}]}]}
            """);

    assertThat(utterances.get(0).words())
        .containsExactly(
            new Word("Unbelievable,", 0, 1000, 0.5, false),
            new Word("isn't", 1500, 2000, 0.75, false),
            w("it", 2000, 2500));
  }

  @Test
  void aTextAloneIsOneUtteranceOverTheWholeChunk() throws Exception {
    assertThat(heard("{\"text\": \" Hello there. \"}"))
        .containsExactly(new Utterance(0, CHUNK_MILLIS, "Hello there.", List.of()));
    assertThat(heard("{\"text\": \"Hello\", \"segments\": null, \"words\": null}"))
        .containsExactly(new Utterance(0, CHUNK_MILLIS, "Hello", List.of()));
  }

  @Test
  void wordsWithoutSegmentsAreOneUtteranceAsLongAsTheyAre() throws Exception {
    assertThat(
            heard(
                """
                {"text": "Hello there.", "words": [{"word": "Hello", "start": 1, "end": 2},
                 {"word": "there", "start": 2, "end": 2.5}]}
                """))
        .containsExactly(
            new Utterance(
                1000,
                2500,
                "Hello there.",
                List.of(w("Hello", 1000, 2000), w("there.", 2000, 2500))));
  }

  @Test
  void segmentsWithoutTimesAreReadAsTheirText() throws Exception {
    assertThat(heard("{\"text\": \"a b\", \"segments\": [{\"text\": \"a\"}, {\"text\": \"b\"}]}"))
        .containsExactly(new Utterance(0, CHUNK_MILLIS, "a b", List.of()));
  }

  @Test
  void nothingIsHeardWhereTheTextIsBlank() throws Exception {
    assertThat(heard("{\"text\": \"\"}")).isEmpty();
    assertThat(heard("{\"text\": \" \\n\", \"segments\": []}")).isEmpty();
    assertThat(
            heard("{\"text\": \"\", \"segments\": [{\"start\": 0, \"end\": 1, \"text\": \" \"}]}"))
        .isEmpty();
  }

  @Test
  void timesThatCannotBeAreMovedIntoTheChunkAndIntoOrder() throws Exception {
    List<Utterance> utterances =
        heard(
            """
            {"text": "", "segments": [
              {"start": -3, "end": 4, "text": "one", "words": [
                {"word": "one", "start": -3, "end": 99}]},
              {"start": 3, "end": 2, "text": "two"},
              {"start": 3.5, "end": 30, "text": "three four", "words": [
                {"word": "three", "start": 8, "end": 7},
                {"word": "four", "start": 6, "end": 1e300}]},
              {"start": 1e9, "end": 1e999, "text": "five"}]}
            """);

    assertThat(utterances)
        .containsExactly(
            new Utterance(0, 4000, "one", List.of(guessed("one", 0, 4000))),
            new Utterance(4000, 4000, "two", List.of()),
            new Utterance(
                4000,
                10_000,
                "three four",
                List.of(w("three", 8000, 8000), guessed("four", 8000, 10_000))),
            new Utterance(10_000, 10_000, "five", List.of()));
  }

  @Test
  void aWordWithoutTimesStandsWhereTheOneBeforeItEnds() throws Exception {
    assertThat(
            heard(
                    """
                    {"segments": [{"start": 0, "end": 3, "text": "in 2014 we", "words": [
                      {"word": "in", "start": 0.5, "end": 1}, {"word": "2014"},
                      {"word": "we", "start": 2, "end": 3}]}]}
                    """)
                .get(0)
                .words())
        .containsExactly(w("in", 500, 1000), guessed("2014", 1000, 1000), w("we", 2000, 3000));
  }

  @Test
  void wordsThatAreNotThoseOfTheTextAreLeftOut() throws Exception {
    List<Utterance> utterances =
        heard(
            """
            {"text": "20% off. Now.", "segments": [
               {"start": 0, "end": 2, "text": "20% off."}, {"start": 2, "end": 4, "text": "Now."}],
             "words": [{"word": "twenty", "start": 0, "end": 0.5},
               {"word": "percent", "start": 0.5, "end": 1}, {"word": "off", "start": 1, "end": 1.5},
               {"word": "now", "start": 2.5, "end": 3}]}
            """);

    assertThat(utterances.get(0).words()).isEmpty();
    assertThat(utterances.get(1).words()).containsExactly(w("Now.", 2500, 3000));
  }

  @Test
  void halfCharactersDoNotSpoilTheText() throws Exception {
    Utterance utterance =
        heard(
                """
                {"segments": [{"start": 0, "end": 1, "text": " Ёж", "words": [
                  {"word": " \ufffd", "start": 0, "end": 0.3},
                  {"word": "\ufffdж", "start": 0.3, "end": 0.6}]}]}
                """)
            .get(0);

    assertThat(utterance.text()).isEqualTo("Ёж");
    assertThat(utterance.words()).isEmpty();
  }

  @Test
  void whereWordsAreNotSeparatedThereAreNone() throws Exception {
    Heard heard =
        read(
            """
            {"segments": [{"start": 0, "end": 1, "text": "你好", "words": [
              {"word": "你", "start": 0, "end": 0.3}, {"word": "好", "start": 0.3, "end": 0.6}]}]}
            """);

    assertThat(Utterances.of(heard, CHUNK_MILLIS, false))
        .containsExactly(new Utterance(0, 1000, "你好", List.of()));
  }

  @Test
  void whatNobodySaidIsLeftOut() throws Exception {
    assertThat(
            heard(
                """
                {"text": "Thanks for watching! Hm.", "segments": [
                  {"start": 0, "end": 2, "text": " Thanks for watching!",
                   "no_speech_prob": 0.8, "avg_logprob": -1.2},
                  {"start": 2, "end": 4, "text": " Hm.",
                   "no_speech_prob": 0.8, "avg_logprob": -0.2}]}
                """))
        .extracting(Utterance::text)
        .containsExactly("Hm.");
  }

  @Test
  void readersAreToldWhereWordsRepeatTooOften() throws Exception {
    List<Utterance> utterances =
        heard(
            """
            {"segments": [
              {"start": 0, "end": 2, "text": "no no no no no", "compression_ratio": 2.5},
              {"start": 2, "end": 4, "text": "yes", "compression_ratio": 2.4}]}
            """);

    assertThat(utterances.get(0).note()).contains("repeated");
    assertThat(utterances.get(1).note()).isNull();
  }

  @Test
  void whatCannotBeStoredOrShownIsReplaced() throws Exception {
    assertThat(heard("{\"text\": \"a\\u0000b\\u001bc\\ud800d \\ud83d\\ude00\"}").get(0).text())
        .isEqualTo("a b c?d 😀");
  }

  @Test
  void fieldsOfAnotherTypeCountAsMissing() throws Exception {
    assertThat(
            heard(
                "{\"text\": 5, \"words\": {}, \"segments\": [3, {\"start\": \"x\", \"end\": []}]}"))
        .isEmpty();
    assertThatThrownBy(() -> heard("{\"words\": []}"))
        .isInstanceOf(UnreadableAnswerException.class);
  }

  @Test
  void theLanguageIsTheOneThatWasHeard() throws Exception {
    assertThat(read(OPENAI).language()).isEqualTo("english");
    assertThat(
            read("{\"text\": \"\", \"language\": \"english\", \"detected_language\": \"german\"}")
                .language())
        .isEqualTo("german");
    assertThat(read("{\"text\": \"\", \"language\": null}").language()).isEmpty();
  }

  private static Heard read(String json) throws UnreadableAnswerException {
    return AnswerReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Utterance> heard(String json) throws UnreadableAnswerException {
    return Utterances.of(read(json), CHUNK_MILLIS, true);
  }

  private static Word w(String text, long start, long end) {
    return new Word(text, start, end, null, false);
  }

  private static Word guessed(String text, long start, long end) {
    return new Word(text, start, end, null, true);
  }
}
