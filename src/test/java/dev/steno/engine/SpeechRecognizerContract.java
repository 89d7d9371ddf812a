package dev.steno.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.transcript.Word;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every engine must do; an engine's test supplies the engine. */
public abstract class SpeechRecognizerContract {

  /** The engine, ready. */
  protected abstract SpeechRecognizer recognizer();

  /** A language it knows. */
  protected String language() {
    return "en";
  }

  /** Speech it understands something of, about 3 s. */
  protected short[] speech() {
    return TestSpeech.speak(TestSpeech.SENTENCE);
  }

  /** How often progress is told in half a minute, at least. */
  protected int leastProgress() {
    return 6;
  }

  /** Waits until the engine works on what this listener waits for. */
  protected void awaitWork(TestListener listener) {
    await().atMost(Duration.ofMinutes(1)).until(() -> !listener.progress().isEmpty());
  }

  /** Speech that it works on for a while after its first progress. */
  protected short[] longSpeech() {
    short[] speech = speech();
    return TestSpeech.join(speech, speech, speech, speech, speech, speech, speech);
  }

  @Test
  void halfAMinuteGivesUtterancesInOrderAndProgressThatReachesTheEnd() {
    short[] chunk =
        TestSpeech.lasting(30_000, TestSpeech.join(speech(), TestSpeech.silence(8_000), speech()));
    TestListener listener = new TestListener();

    List<Utterance> utterances = recognize(chunk, listener);

    assertThat(utterances).isNotEmpty();
    assertThat(utterances).allSatisfy(SpeechRecognizerContract::hasItsWordsInside);
    assertThat(utterances).extracting(Utterance::startMillis).isSorted();
    assertThat(utterances).allSatisfy(one -> assertThat(one.endMillis()).isBetween(0L, 30_000L));
    assertThat(IntStream.range(1, utterances.size()))
        .allSatisfy(
            i ->
                assertThat(utterances.get(i).startMillis())
                    .isGreaterThanOrEqualTo(utterances.get(i - 1).endMillis()));
    assertThat(listener.progress())
        .hasSizeGreaterThanOrEqualTo(leastProgress())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(listener.progress()).last().isEqualTo(30_000L);
  }

  @Test
  void silenceHasNoWords() {
    assertThat(recognize(TestSpeech.silence(2_000), new TestListener())).isEmpty();
  }

  @Test
  void aTenthOfASecondIsSafe() {
    short[] chunk = TestSpeech.lasting(100, speech());
    TestListener listener = new TestListener();

    assertThat(recognize(chunk, listener)).allSatisfy(SpeechRecognizerContract::hasItsWordsInside);
    assertThat(listener.progress()).last().isEqualTo(100L);
  }

  @Test
  void nextToNothingIsSafe() {
    for (int samples : new int[] {0, 1, 100, 410}) {
      assertThat(recognize(new short[samples], new TestListener())).isEmpty();
    }
  }

  @Test
  void theAnswerDependsOnTheChunkAlone() {
    short[] chunk = TestSpeech.speak("please open the window");
    List<Utterance> first = recognize(chunk, new TestListener());
    recognize(TestSpeech.speak("something else"), new TestListener());

    assertThat(recognize(chunk, new TestListener())).isNotEmpty().isEqualTo(first);
  }

  @Test
  void severalCallersAtOnceGetEachTheirOwnAnswer() {
    short[] one = TestSpeech.speak("the weather is nice");
    short[] other = TestSpeech.speak("close the door");
    List<Utterance> expected = recognize(one, new TestListener());
    List<Utterance> expectedOther = recognize(other, new TestListener());
    assertThat(expected).isNotEqualTo(expectedOther);

    List<CompletableFuture<List<Utterance>>> answers =
        IntStream.rangeClosed(0, recognizer().concurrency())
            .mapToObj(i -> inBackground(i % 2 == 0 ? one : other, new TestListener()))
            .toList();

    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).join()).isEqualTo(i % 2 == 0 ? expected : expectedOther);
    }
  }

  @Test
  void cancellingStopsTheWorkWithinASecond() {
    TestListener listener = new TestListener();
    CompletableFuture<List<Utterance>> answer = inBackground(longSpeech(), listener);
    awaitWork(listener);

    listener.cancel();

    assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS))
        .isInstanceOfAny(CancellationException.class, ExecutionException.class)
        .satisfies(
            thrown ->
                assertThat(thrown instanceof ExecutionException ? thrown.getCause() : thrown)
                    .isInstanceOf(CancellationException.class));
  }

  @Test
  void aLanguageItDoesNotKnowIsRefused() {
    assertThatThrownBy(
            () ->
                recognizer()
                    .recognize(
                        speech(), new RecognitionOptions("tlh", false, null), new TestListener()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.LANGUAGE_UNSUPPORTED))
        .hasMessageContaining("tlh")
        .hasMessageContaining(language());
  }

  @Test
  void theDetectedLanguageIsOneItKnows() {
    assertThat(recognizer().detectLanguage(speech(), new TestListener()))
        .isIn(recognizer().description().languages());
  }

  /** Recognises on this thread. */
  protected List<Utterance> recognize(short[] samples, RecognitionListener listener) {
    return recognizer()
        .recognize(samples, new RecognitionOptions(language(), false, null), listener);
  }

  /** Recognises on another thread. */
  protected CompletableFuture<List<Utterance>> inBackground(
      short[] samples, RecognitionListener listener) {
    CompletableFuture<List<Utterance>> answer = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                answer.complete(recognize(samples, listener));
              } catch (RuntimeException | AssertionError thrown) {
                answer.completeExceptionally(thrown);
              }
            });
    caller.setDaemon(true);
    caller.start();
    return answer;
  }

  /** All that was said, as one line. */
  protected static String text(List<Utterance> utterances) {
    return utterances.stream().map(Utterance::text).collect(Collectors.joining(" "));
  }

  /** That an utterance has a text, and its words one after the other inside of it. */
  protected static void hasItsWordsInside(Utterance utterance) {
    assertThat(utterance.text()).isNotBlank();
    assertThat(utterance.endMillis()).isGreaterThanOrEqualTo(utterance.startMillis());
    long earliest = utterance.startMillis();
    for (Word word : utterance.words()) {
      assertThat(word.startMillis()).isGreaterThanOrEqualTo(earliest);
      assertThat(word.endMillis()).isBetween(word.startMillis(), utterance.endMillis());
      earliest = word.endMillis();
    }
  }
}
