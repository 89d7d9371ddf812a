package dev.steno.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steno.audio.ChunkLengths;
import dev.steno.engine.EngineDescription;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.SpeechRecognizerContract;
import dev.steno.engine.TestListener;
import dev.steno.engine.TestSpeech;
import dev.steno.engine.Utterance;
import dev.steno.transcript.Word;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The remote engine as an engine, with a server that hears where somebody speaks. */
class RemoteRecognizerTest extends SpeechRecognizerContract {

  private StubServer server;
  private RemoteRecognizer engine;

  @BeforeEach
  void start(TestInfo test) throws IOException {
    server =
        new StubServer(
            (exchange, upload) ->
                StubServer.json(200, Ear.heard(upload.samples())).to(exchange, upload));
    engine = TestRemote.at(server);
    if (test.getDisplayName().startsWith("cancelling")) {
      // Only what is not finished can be cancelled.
      server.usually(server.silence());
    }
  }

  @AfterEach
  void stop() {
    engine.close();
    server.close();
  }

  @Override
  protected SpeechRecognizer recognizer() {
    return engine;
  }

  /** Nothing is known of the progress on another server. */
  @Override
  protected int leastProgress() {
    return 1;
  }

  @Override
  protected void awaitWork(TestListener listener) {
    await().until(() -> !server.uploads().isEmpty());
  }

  @Test
  void wordsAreWrittenAsInTheTextAndHaveMeasuredTimes() {
    List<Utterance> utterances = recognize(speech(), new TestListener());

    assertThat(utterances).isNotEmpty();
    assertThat(utterances)
        .allSatisfy(
            one ->
                assertThat(one.words())
                    .extracting(Word::text)
                    .containsExactly(one.text().split(" ")));
    assertThat(utterances.get(0).words())
        .allSatisfy(word -> assertThat(word.estimated()).isFalse())
        .allSatisfy(word -> assertThat(word.text()).matches("[Ww]\\d+[,.]"));
  }

  @Test
  void languagesWithoutSpacesHaveNoWords() {
    assertThat(
            engine.recognize(
                speech(), new RecognitionOptions("ja", false, null), new TestListener()))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.words()).isEmpty());
    assertThat(
            engine.recognize(
                speech(), new RecognitionOptions("ja", true, null), new TestListener()))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.words()).isNotEmpty());
  }

  @Test
  void tenMinutesAreOneRequest() {
    short[] speech = TestSpeech.lasting(600_000, speech());
    TestListener listener = new TestListener();

    assertThat(recognize(speech, listener)).isNotEmpty();

    assertThat(server.uploads()).hasSize(1);
    assertThat(listener.progress()).containsExactly(600_000L);
  }

  @Test
  void theLanguageIsAskedByARequestThatNamesNone() {
    assertThat(engine.detectLanguage(speech(), new TestListener())).isEqualTo("en");

    assertThat(server.uploads()).hasSize(1);
    assertThat(server.uploads().get(0).fields()).noneMatch(field -> field.startsWith("language"));
  }

  @Test
  void itDescribesItself() {
    EngineDescription description = engine.description();

    assertThat(description.name()).isEqualTo("remote");
    assertThat(description.model()).isEqualTo("large");
    assertThat(description.languages()).hasSize(100).contains("en", "de", "yue");
    assertThat(description.translates()).isTrue();
    assertThat(description.fallback()).isFalse();
    assertThat(description.note()).contains("another server");
    assertThat(engine.chunkLengths()).isEqualTo(ChunkLengths.WINDOW);
    assertThat(engine.concurrency()).isEqualTo(4);
  }
}
