package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool that makes models for tests; what the real library says of them is tested with it. */
class CraftedModelTest {

  private static final SpecialTokens SPECIAL = new SpecialTokens(ModelDimensions.MULTILINGUAL);

  @TempDir Path folder;

  @Test
  void tellsTheSentencesBetweenTheirTimes() {
    TokenChain chain = new TokenChain(SPECIAL);
    new Telling(SPECIAL, chain).tell(SPECIAL.transcribe(), twoSentences(), "");
    assertThat(told(chain, SPECIAL.transcribe()))
        .isEqualTo("<0.00> good morning<2.00><2.00> to<3.00><4.00> schöner 日本 🎉<5.00><30.00>");
  }

  @Test
  void tellsTheSameWordsTwice() {
    TokenChain chain = new TokenChain(SPECIAL);
    new Telling(SPECIAL, chain)
        .tell(SPECIAL.transcribe(), List.of(new Told("the the the", 0, 30)), "");
    assertThat(told(chain, SPECIAL.transcribe())).isEqualTo("<0.00> the the the<30.00>");
  }

  @Test
  void tellsATranslationAtTimesOfItsOwn() {
    TokenChain chain = new TokenChain(SPECIAL);
    Telling telling = new Telling(SPECIAL, chain);
    telling.tell(SPECIAL.transcribe(), List.of(new Told("ja", 0, 2), new Told("doch", 2, 4)), "");
    telling.tell(SPECIAL.translate(), List.of(new Told("yes", 0, 2), new Told("sure", 2, 3)), "");
    assertThat(told(chain, SPECIAL.transcribe()))
        .isEqualTo("<0.00> ja<2.00><2.00> doch<4.00><30.00>");
    assertThat(told(chain, SPECIAL.translate()))
        .isEqualTo("<0.02> yes<2.02><2.02> sure<3.00><30.00>");
  }

  @Test
  void splitsEveryWideCharacter() {
    TokenChain chain = new TokenChain(SPECIAL);
    new Telling(SPECIAL, chain).tell(SPECIAL.transcribe(), List.of(new Told("né 🎉", 0, 2)), "");
    assertThat(chain.vocabulary().subList(256, 260))
        .containsExactly(
            new byte[] {' ', 'n', (byte) 0xC3},
            new byte[] {(byte) 0xA9},
            new byte[] {' ', (byte) 0xF0},
            new byte[] {(byte) 0x9F, (byte) 0x8E, (byte) 0x89});
  }

  @Test
  void placesSpecialTokensAtTheEndOfTheVocabulary() {
    assertThat(SPECIAL.timestamp(30)).isEqualTo(ModelDimensions.MULTILINGUAL - 1);
    assertThat(new SpecialTokens(ModelDimensions.ENGLISH).timestamp(30))
        .isEqualTo(ModelDimensions.ENGLISH - 1);
    assertThat(new SpecialTokens(ModelDimensions.HUNDRED_LANGUAGES).timestamp(30))
        .isEqualTo(ModelDimensions.HUNDRED_LANGUAGES - 1);
    assertThat(SPECIAL.language("su")).isEqualTo(SPECIAL.translate() - 1);
    assertThatThrownBy(() -> SPECIAL.language("yue")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatTheLibraryWouldNotTell() {
    Path file = folder.resolve("ggml-test.bin");
    CraftedModel late = CraftedModel.small().says("late", 1.5, 2);
    assertThatThrownBy(() -> late.write(file)).hasMessageContaining("first second");
    CraftedModel overlapping = CraftedModel.small().says("one", 0, 2).says("two", 1, 3);
    assertThatThrownBy(() -> overlapping.write(file)).hasMessageContaining("overlap");
    CraftedModel endless = CraftedModel.small().says("word ".repeat(300), 0, 30);
    assertThatThrownBy(() -> endless.write(file)).hasMessageContaining("220");
    CraftedModel narrow = CraftedModel.sized(64, 1, 1).says("word ".repeat(70), 0, 30);
    assertThatThrownBy(() -> narrow.write(file)).hasMessageContaining("width 64");
  }

  @Test
  void makesAModelByHand() throws IOException {
    Path file = folder.resolve("ggml-test.bin");
    CraftedModel.main(
        new String[] {
          file.toString(), "--weights", "q8_0", "0-2.5 Guten Morgen", "--translate", "0-2 Morning"
        });
    assertThat(ModelFile.read(file).weights()).isEqualTo(WeightType.Q8_0);
  }

  @Test
  void writesWeightsOf16Bits() {
    assertThat(WeightEncoder.half(1)).isEqualTo((short) 0x3C00);
    assertThat(WeightEncoder.half(-2.5f)).isEqualTo((short) 0xC100);
    assertThat(WeightEncoder.half(65_504)).isEqualTo((short) 0x7BFF);
    assertThat(WeightEncoder.half(0.1f)).isEqualTo((short) 0x2E66);
    assertThat(WeightEncoder.half(1e-9f)).isEqualTo((short) 0);
  }

  @Test
  void writesWeightsOfFourBitsWithTheirScaleBeforeThem() {
    float[] row = new float[32];
    row[0] = -8;
    row[16] = 7;
    ByteBuffer out = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
    WeightEncoder.encode(row, WeightType.Q4_0, out);
    assertThat(out.getShort(0)).isEqualTo(WeightEncoder.half(1));
    assertThat(out.get(2)).isEqualTo((byte) 0xF0);
    assertThat(out.get(3)).isEqualTo((byte) 0x88);
  }

  private static List<Told> twoSentences() {
    return List.of(
        new Told("good morning", 0, 2), new Told("to", 2, 3), new Told("schöner 日本 🎉", 4, 5));
  }

  /** Follows the chain as the library does: a timestamp after text comes twice. */
  private static String told(TokenChain chain, int start) {
    List<byte[]> vocabulary = chain.vocabulary();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int previous = start;
    int token = start;
    while (true) {
      Map<Integer, Double> next = Map.copyOf(chain.followers().getOrDefault(token, Map.of()));
      boolean timeMustCome = time(token) && !time(previous) && previous != start;
      boolean textMustCome = time(token) && (time(previous) || previous == start);
      int chosen =
          next.entrySet().stream()
              .filter(entry -> !timeMustCome || entry.getKey() >= SPECIAL.endOfText())
              .filter(entry -> !textMustCome || !time(entry.getKey()))
              .max(Comparator.comparing(Map.Entry::getValue))
              .orElseThrow()
              .getKey();
      if (chosen == SPECIAL.endOfText()) {
        return text.toString(StandardCharsets.UTF_8);
      }
      byte[] bytes =
          time(chosen)
              ? String.format("<%d.%02d>", seconds(chosen) / 100, seconds(chosen) % 100)
                  .getBytes(StandardCharsets.UTF_8)
              : vocabulary.get(chosen);
      text.writeBytes(bytes);
      previous = token;
      token = chosen;
    }
  }

  private static boolean time(int token) {
    return token >= SPECIAL.timestamp(0);
  }

  private static int seconds(int timestamp) {
    return (timestamp - SPECIAL.timestamp(0)) * 2;
  }
}
