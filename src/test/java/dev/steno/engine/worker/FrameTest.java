package dev.steno.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.Utterance;
import dev.steno.problem.ErrorCode;
import dev.steno.transcript.Word;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameTest {

  private static final Utterance UTTERANCE =
      new Utterance(
          10,
          900,
          "grüß Gott",
          List.of(new Word("grüß", 10, 400, 0.5, false), new Word("Gott", 400, 900, null, true)),
          "Repeated words were removed here.");

  @Test
  void everyAnswerSurvivesTheWay() throws IOException {
    List<Frame> frames =
        List.of(
            new Frame.Hello("embedded", "us"),
            new Frame.Progress(7, 1_200),
            new Frame.Heard(7, UTTERANCE),
            new Frame.Done(7),
            new Frame.Detected(7, "de"),
            new Frame.Ping(8),
            new Frame.Pong(8),
            new Frame.Problem(7, ErrorCode.MODEL_UNAVAILABLE, "message", ""));
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    for (Frame frame : frames) {
      new FrameWriter(wire).write(frame);
    }

    FrameReader reader = reader(wire.toByteArray());

    for (Frame frame : frames) {
      assertThat(reader.read()).isEqualTo(frame);
    }
    assertThat(reader.read()).isNull();
  }

  @Test
  void aRequestSurvivesTheWay() throws IOException {
    short[] samples = {0, 1, -1, Short.MAX_VALUE, Short.MIN_VALUE};
    RecognitionOptions options = new RecognitionOptions("en", true, "names: Änne");

    Frame frame = reader(bytes(new Frame.Recognize(3, options, Samples.of(samples)))).read();

    assertThat(frame)
        .isInstanceOfSatisfying(
            Frame.Recognize.class,
            request -> {
              assertThat(request.id()).isEqualTo(3);
              assertThat(request.options()).isEqualTo(options);
              assertThat(request.samples().toArray()).containsExactly(samples);
            });
  }

  @Test
  void aRequestWithoutSamplesOrPromptSurvivesTheWay() throws IOException {
    RecognitionOptions options = new RecognitionOptions("en", false, null);

    Frame frame = reader(bytes(new Frame.Recognize(3, options, Samples.of(new short[0])))).read();

    assertThat(frame)
        .isInstanceOfSatisfying(
            Frame.Recognize.class,
            request -> {
              assertThat(request.options()).isEqualTo(options);
              assertThat(request.samples().toArray()).isEmpty();
            });
  }

  @Test
  void theQuestionForTheLanguageSurvivesTheWay() throws IOException {
    Frame frame = reader(bytes(new Frame.Detect(4, Samples.of(new short[] {1, -2})))).read();

    assertThat(frame)
        .isInstanceOfSatisfying(
            Frame.Detect.class,
            request -> assertThat(request.samples().toArray()).containsExactly(1, -2));
  }

  @Test
  void aFrameCutAnywhereIsRefused() throws IOException {
    byte[] whole = bytes(new Frame.Heard(7, UTTERANCE));
    for (int length = 1; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), "it ended inside a frame");
    }
  }

  @Test
  void aFrameThatIsTooLongIsRefusedBeforeItIsRead() {
    assertRefused(new byte[] {0x7f, 0, 0, 0, 1}, "a frame of 2130706432 bytes");
    assertRefused(new byte[] {-1, 0, 0, 0, 1}, "a frame of -");
    assertRefused(new byte[] {0, 0, 0, 0}, "a frame of 0 bytes");
  }

  @Test
  void anUnknownTypeIsRefused() {
    assertRefused(new byte[] {0, 0, 0, 1, 99}, "unknown type 99");
  }

  @Test
  void fieldsThatDoNotFitAreRefused() throws IOException {
    byte[] longer = bytes(new Frame.Done(1));
    longer = Arrays.copyOf(longer, longer.length + 1);
    longer[3]++;
    assertRefused(longer, "too long");
    byte[] backwards = bytes(new Frame.Heard(7, UTTERANCE));
    // The text's length lies behind the frame's length and type, the id and the two times.
    backwards[4 + 1 + 8 + 8 + 8] = 0x7f;
    assertRefused(backwards, "a text of");
  }

  @Test
  void anotherVersionIsRefusedByName() throws IOException {
    byte[] hello = bytes(new Frame.Hello("embedded", "us"));
    hello[8] = 9;
    assertRefused(hello, "protocol version 9 instead of 2");
  }

  @Test
  void garbageIsAFrameOrRefusedAndNothingElse() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] wire = new byte[34];
      random.nextBytes(wire);
      // A length that fits and a type that exists, so that the fields are what is read.
      System.arraycopy(new byte[] {0, 0, 0, 30, (byte) (1 + i % 10)}, 0, wire, 0, 5);
      Throwable thrown = catchThrowable(() -> reader(wire).read());
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(FrameException.class);
      }
    }
  }

  private static void assertRefused(byte[] wire, String reason) {
    assertThatThrownBy(() -> reader(wire).read())
        .isInstanceOf(FrameException.class)
        .hasMessageContaining(reason);
  }

  private static byte[] bytes(Frame frame) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    new FrameWriter(wire).write(frame);
    return wire.toByteArray();
  }

  private static FrameReader reader(byte[] wire) {
    return new FrameReader(new ByteArrayInputStream(wire), Frame.MOST_ANSWER_BYTES);
  }
}
