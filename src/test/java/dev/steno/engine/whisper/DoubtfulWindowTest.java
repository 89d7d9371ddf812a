package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.engine.Utterance;
import dev.steno.engine.whisper.DoubtfulWindow.Decision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtfulWindowTest {

  private static final Utterance LOOP = heard("谢谢观看".repeat(20));
  private static final Utterance SPEECH = heard("大家好");

  private static final Window FIRST = new Window(0, 500, List.of(), -0.2);
  private static final Window UNSURE = new Window(0, 500, List.of(), -1.3);
  private static final Window SECOND = new Window(0, 900, List.of(), -0.4);
  private static final Window UNSURE_AGAIN = new Window(0, 900, List.of(), -1.2);

  private final List<Window> asked = new ArrayList<>();

  @Test
  void aLoopThatIsGoneTheSecondTimeIsNoLoop() {
    assertThat(settle(FIRST, LOOP, SECOND, SPEECH, 0))
        .isEqualTo(new Decision(List.of(SPEECH), SECOND));
    assertThat(asked).isEmpty();
  }

  @Test
  void ofTwoLoopsTheShorterIsSaidOnce() {
    Decision decision = settle(FIRST, LOOP, SECOND, heard("再见".repeat(15)), 0);

    assertThat(decision.utterances()).hasSize(1);
    assertThat(decision.utterances().get(0).note()).isEqualTo(HallucinationGuard.NOTE);
    assertThat(decision.utterances().get(0).text()).isEqualTo("再见");
    assertThat(decision.window()).isEqualTo(SECOND);
  }

  @Test
  void whatIsWorseTheSecondTimeIsForgotten() {
    Decision decision = settle(FIRST, LOOP, SECOND, heard("啊".repeat(200)), 0);

    assertThat(decision.utterances().get(0).text()).isEqualTo("谢谢观看");
    assertThat(decision.window()).isEqualTo(FIRST);
  }

  @Test
  void nothingIsNoBetterThanALoop() {
    Decision decision =
        DoubtfulWindow.settle(FIRST, decoder(FIRST, List.of(LOOP), SECOND, List.of(), 0));

    assertThat(decision.utterances()).extracting(Utterance::text).containsExactly("谢谢观看");
  }

  @Test
  void whereNobodySpeaksNothingIsTold() {
    assertThat(settle(UNSURE, SPEECH, UNSURE_AGAIN, SPEECH, 0.7))
        .isEqualTo(new Decision(List.of(), UNSURE_AGAIN));
    assertThat(asked).containsExactly(UNSURE);
  }

  @Test
  void whatIsSureTheSecondTimeIsTold() {
    assertThat(settle(UNSURE, LOOP, SECOND, SPEECH, 0.7))
        .isEqualTo(new Decision(List.of(SPEECH), SECOND));
  }

  @Test
  void unsureSpeechIsToldAndNotDecodedAgain() {
    assertThat(settle(UNSURE, SPEECH, SECOND, LOOP, 0.5))
        .isEqualTo(new Decision(List.of(SPEECH), UNSURE));
  }

  private Decision settle(
      Window window, Utterance first, Window again, Utterance second, double noSpeech) {
    return DoubtfulWindow.settle(
        window, decoder(window, List.of(first), again, List.of(second), noSpeech));
  }

  private DoubtfulWindow.Decoder decoder(
      Window window, List<Utterance> first, Window again, List<Utterance> second, double noSpeech) {
    return new DoubtfulWindow.Decoder() {
      @Override
      public List<Utterance> utterances(Window of) {
        return of.equals(window) ? first : second;
      }

      @Override
      public double noSpeechProbability(Window of) {
        asked.add(of);
        return noSpeech;
      }

      @Override
      public Window onceMore(Window of) {
        assertThat(of).isEqualTo(window);
        return again;
      }
    };
  }

  private static Utterance heard(String text) {
    return new Utterance(0, 5_000, text, List.of());
  }
}
