package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.engine.Utterance;
import dev.steno.engine.worker.LoadedEngine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UtteranceWriterTest {

  private final List<Utterance> heard = new ArrayList<>();
  private final List<Long> progress = new ArrayList<>();
  private final LoadedEngine.Sink sink =
      new LoadedEngine.Sink() {
        @Override
        public void progress(long millis) {
          progress.add(millis);
        }

        @Override
        public void heard(Utterance utterance) {
          heard.add(utterance);
        }
      };

  @Test
  void utterancesComeOneAfterTheOtherAndInsideTheChunk() {
    UtteranceWriter writer = new UtteranceWriter(sink, 5_000, true);

    writer.tell(writer.utterances(window(passage(-500_000, 2_000, " one"))));
    writer.tell(
        writer.utterances(window(passage(1_500, 3_000, " two"), passage(3_000, 30_000, " three"))));

    assertThat(heard).extracting(Utterance::text).containsExactly("one", "two", "three");
    assertThat(heard).extracting(Utterance::startMillis).containsExactly(0L, 2_000L, 3_000L);
    assertThat(heard).extracting(Utterance::endMillis).containsExactly(2_000L, 3_000L, 5_000L);
  }

  @Test
  void whatHasNoTextIsNoUtterance() {
    UtteranceWriter writer = new UtteranceWriter(sink, 5_000, true);

    assertThat(writer.utterances(window(passage(0, 1_000, " "), passage(0, 1_000)))).isEmpty();
  }

  @Test
  void languagesWithoutSpacesHaveNoWords() {
    Window window = window(passage(0, 1_000, "你好", "世界"));

    assertThat(new UtteranceWriter(sink, 5_000, false).utterances(window))
        .containsExactly(new Utterance(0, 1_000, "你好世界", List.of()));
  }

  @Test
  void progressNeverGoesBackNorBeyondTheChunk() {
    UtteranceWriter writer = new UtteranceWriter(sink, 1_000, true);

    for (int frames : new int[] {0, 20, 10, 20, 50, 2_000, 3_920}) {
      writer.reached(frames);
    }

    assertThat(progress).containsExactly(200L, 500L, 1_000L);
  }

  private static Window window(Passage... passages) {
    return new Window(0, 3_000, List.of(passages), 0);
  }

  private static Passage passage(long start, long end, String... tokens) {
    List<Token> list = new ArrayList<>();
    for (String token : tokens) {
      list.add(
          new Token(token.getBytes(StandardCharsets.UTF_8), 1, new Token.Times(start, end, -1)));
    }
    return new Passage(start, end, list);
  }
}
