package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.engine.Utterance;
import dev.steno.transcript.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HallucinationGuardTest {

  @Test
  void ordinarySpeechIsLeftAlone() {
    List<Utterance> speech =
        List.of(
            spoken("And so, my fellow Americans, ask not what your country can do for you,"),
            spoken("ask what you can do for your country."));

    assertThat(HallucinationGuard.repeats(speech)).isFalse();
    assertThat(HallucinationGuard.withoutRepetition(speech)).isEqualTo(speech);
    assertThat(HallucinationGuard.repeats(List.of())).isFalse();
  }

  @Test
  void aPhraseInALoopIsSaidOnceWithANoteAndItsFirstTimes() {
    Utterance loop = spoken("Well, " + "I'm going to go now. ".repeat(8).strip());

    assertThat(HallucinationGuard.repeats(List.of(loop))).isTrue();
    Utterance reduced = HallucinationGuard.withoutRepetition(List.of(loop)).get(0);
    assertThat(reduced.text()).isEqualTo("Well, I'm going to go now.");
    assertThat(reduced.note()).isEqualTo("Repeated words were removed here.");
    assertThat(reduced.words()).isEqualTo(loop.words().subList(0, 6));
    assertThat(reduced.startMillis()).isEqualTo(loop.startMillis());
    assertThat(reduced.endMillis()).isEqualTo(loop.endMillis());
  }

  @Test
  void punctuationAndCapitalsDoNotHideALoop() {
    assertThat(HallucinationGuard.repeats(List.of(spoken("Yes. yes, YES yes! Yes yes")))).isTrue();
  }

  @Test
  void charactersInALoopAreSaidOnce() {
    Utterance loop = new Utterance(0, 1_000, "好的" + "谢谢观看".repeat(10) + "谢谢", List.of());

    assertThat(HallucinationGuard.repeats(List.of(loop))).isTrue();
    assertThat(HallucinationGuard.withoutRepetition(List.of(loop)))
        .containsExactly(new Utterance(0, 1_000, "好的谢谢观看", List.of(), HallucinationGuard.NOTE));
  }

  @Test
  void theSameAgainAndAgainIsSaidOnce() {
    List<Utterance> window =
        List.of(
            spoken("Hello."),
            spoken("Thank you."),
            spoken("thank you"),
            spoken("Thank you!"),
            spoken("Goodbye."));

    assertThat(HallucinationGuard.repeats(window)).isTrue();
    assertThat(HallucinationGuard.withoutRepetition(window))
        .extracting(Utterance::text)
        .containsExactly("Hello.", "Thank you.", "Goodbye.");
    assertThat(HallucinationGuard.withoutRepetition(window))
        .extracting(Utterance::note)
        .containsExactly(null, HallucinationGuard.NOTE, null);
  }

  @Test
  void aLongUtteranceIsNotSaidTwice() {
    List<Utterance> twice =
        List.of(
            spoken("Please like and subscribe today."), spoken("please like and subscribe today"));
    List<Utterance> shortTwice = List.of(spoken("Yes."), spoken("Yes."));

    assertThat(HallucinationGuard.withoutRepetition(twice)).hasSize(1);
    assertThat(HallucinationGuard.repeats(twice)).isTrue();
    assertThat(HallucinationGuard.repeats(shortTwice)).isFalse();
  }

  @Test
  void textThatCompressesTooWellIsSuspiciousEvenWithoutALoop() {
    List<Utterance> window = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      window.add(spoken("the cat sat on the mat and then number " + (char) ('a' + i)));
    }

    assertThat(HallucinationGuard.compression(window)).isGreaterThan(2.4);
    assertThat(HallucinationGuard.repeats(window)).isTrue();
    assertThat(HallucinationGuard.withoutRepetition(window)).isEqualTo(window);
  }

  @Test
  void theThresholdsOfSilenceAreThoseOfWhisper() {
    assertThat(HallucinationGuard.isUnsure(new Window(0, 1, List.of(), -1.01))).isTrue();
    assertThat(HallucinationGuard.isUnsure(new Window(0, 1, List.of(), -1.0))).isFalse();
    assertThat(HallucinationGuard.isSilent(0.61)).isTrue();
    assertThat(HallucinationGuard.isSilent(0.6)).isFalse();
  }

  private static Utterance spoken(String text) {
    List<Word> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      words.add(new Word(word, words.size() * 100L, words.size() * 100L + 90, 0.9, false));
    }
    return new Utterance(0, 30_000, text, Arrays.asList(words.toArray(Word[]::new)));
  }
}
