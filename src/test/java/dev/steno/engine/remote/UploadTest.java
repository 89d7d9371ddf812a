package dev.steno.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.TestListener;
import dev.steno.engine.TestSpeech;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the other server really gets. */
class UploadTest {

  private StubServer server;
  private RemoteRecognizer engine;

  @BeforeEach
  void start() throws IOException {
    server = new StubServer(StubServer.text("hello"));
    engine = TestRemote.at(server);
  }

  @AfterEach
  void stop() {
    engine.close();
    server.close();
  }

  @Test
  void aTranscriptionHasEveryFieldOfTheProtocol() {
    Upload upload = sent(new RecognitionOptions("de", false, "Grüße an Zoë, 株式会社"));

    assertThat(upload.path()).isEqualTo("/v1/audio/transcriptions");
    assertThat(upload.fields())
        .containsExactly(
            "model=large",
            "language=de",
            "prompt=Grüße an Zoë, 株式会社",
            "response_format=verbose_json",
            "timestamp_granularities[]=word",
            "timestamp_granularities[]=segment",
            "temperature=0");
    assertThat(upload.header("Authorization")).isEqualTo("Bearer " + TestRemote.KEY);
    assertThat(upload.header("Accept")).isEqualTo("application/json");
    assertThat(upload.headers()).doesNotContainKeys("Cookie", "Upgrade", "Http2-settings");
  }

  @Test
  void aTranslationNamesNoLanguageAndAsksForNoWords() {
    Upload upload = sent(new RecognitionOptions("de", true, " "));

    assertThat(upload.path()).isEqualTo("/v1/audio/translations");
    assertThat(upload.fields())
        .containsExactly("model=large", "response_format=verbose_json", "temperature=0");
  }

  @Test
  void javaneseIsCalledAsWhisperCallsIt() {
    assertThat(sent(new RecognitionOptions("jv", false, null)).fields()).contains("language=jw");
  }

  @Test
  void theChunkIsAWavFileOfKnownLength() throws IOException {
    short[] samples = TestSpeech.speak("good morning everybody and welcome");

    engine.recognize(samples, TestRemote.ENGLISH, new TestListener());

    Upload upload = server.uploads().get(0);
    assertThat(upload.fileHeaders()).contains("filename=\"audio.wav\"").contains("audio/wav");
    assertThat(upload.format().matches(new AudioFormat(16_000, 16, 1, true, false))).isTrue();
    assertThat(upload.samples()).isEqualTo(samples);
    assertThat(Integer.parseInt(upload.header("Content-Length")))
        .isGreaterThan(samples.length * 2 + WavFile.HEADER_BYTES);
    assertThat(upload.headers()).doesNotContainKey("Transfer-Encoding");
  }

  @Test
  void aShortChunkIsFilledUpWithSilence() throws IOException {
    short[] samples = Arrays.copyOf(TestRemote.second(), 1_600);

    engine.recognize(samples, TestRemote.ENGLISH, new TestListener());

    assertThat(server.uploads().get(0).samples()).isEqualTo(Arrays.copyOf(samples, 17_600));
  }

  @Test
  void aPromptCannotAddFieldsOrEndTheForm() {
    String prompt = "\r\n--x--\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nother";

    assertThat(sent(new RecognitionOptions("en", false, prompt)).fields())
        .contains("model=large", "prompt=" + prompt)
        .hasSize(7);
  }

  @Test
  void withoutAKeyNoneIsSent() {
    RemoteServer open = RemoteServer.of(server.url() + "/v1/", "", "m", 1, Duration.ofSeconds(9));
    try (RemoteRecognizer keyless = new RemoteRecognizer(open, Clock.systemUTC())) {
      TestRemote.recognize(keyless);
    }

    assertThat(server.uploads().get(0).path()).isEqualTo("/v1/audio/transcriptions");
    assertThat(server.uploads().get(0).headers()).doesNotContainKey("Authorization");
  }

  private Upload sent(RecognitionOptions options) {
    engine.recognize(TestRemote.second(), options, new TestListener());
    return server.uploads().get(0);
  }
}
