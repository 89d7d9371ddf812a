package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are whole in themselves, but not what whisper.cpp can run or Whisper ever was. */
class UnfitModelTest {

  private static final int TOKENS = ModelDimensions.MULTILINGUAL;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "750, 64, 1, 1, 448, 64, 1, 1, 80, audio context",
    "1500, 64, 1, 1, 224, 64, 1, 1, 80, text context",
    "1500, 128, 2, 1, 448, 64, 1, 1, 80, decoder of width",
    "1500, 4096, 64, 1, 448, 4096, 64, 1, 80, width of 4096",
    "1500, 64, 3, 1, 448, 64, 1, 1, 80, encoder with heads",
    "1500, 64, 1, 1, 448, 64, 3, 1, 80, decoder with heads",
    "1500, 64, 1, 0, 448, 64, 1, 1, 80, encoder with layers",
    "1500, 64, 1, 1, 448, 64, 1, 0, 80, decoder with layers",
    "1500, 64, 1, 49, 448, 64, 1, 1, 80, encoder with layers",
    "1500, 64, 1, 1, 448, 64, 1, 49, 80, decoder with layers",
    "1500, 64, 1, 1, 448, 64, 1, 1, 64, number of mels"
  })
  void hasOtherDimensions(
      int audioContext,
      int audioState,
      int audioHeads,
      int audioLayers,
      int textContext,
      int textState,
      int textHeads,
      int textLayers,
      int mels,
      String complaint)
      throws IOException {
    ModelDimensions dimensions =
        new ModelDimensions(
            TOKENS,
            audioContext,
            audioState,
            audioHeads,
            audioLayers,
            textContext,
            textState,
            textHeads,
            textLayers,
            mels);
    assertThat(refused(dimensions, WeightType.F16, vocabulary())).contains(complaint);
  }

  @Test
  void hasMoreTokensThanItsNetworkWhichWouldAbortTheLibrary() throws IOException {
    List<byte[]> tokens = vocabulary();
    while (tokens.size() <= TOKENS) {
      tokens.add(new byte[] {'x'});
    }
    assertThat(refused(small(), WeightType.F16, tokens)).contains("51866 tokens");
    tokens.remove(0);
    write(small(), WeightType.F16, tokens);
    assertThat(ModelFile.read(file()).multilingual()).isTrue();
  }

  @Test
  void hasFewerTokensThanText() throws IOException {
    assertThat(refused(small(), WeightType.F16, vocabulary().subList(0, 300)))
        .contains("300 tokens");
  }

  @Test
  void hasATokenOfAWholePage() throws IOException {
    List<byte[]> tokens = vocabulary();
    tokens.set(300, new byte[1025]);
    assertThat(refused(small(), WeightType.F16, tokens)).contains("token 300 of 1025 bytes");
  }

  @Test
  void hasBlocksWiderThanItsNetwork() throws IOException {
    assertThat(refused(small(), WeightType.Q4_K, vocabulary())).contains("blocks", "64");
    ModelDimensions wide = new ModelDimensions(TOKENS, 1500, 256, 4, 1, 448, 256, 4, 1, 80);
    write(wide, WeightType.Q4_K, vocabulary());
    assertThat(ModelFile.read(file()).weights()).isEqualTo(WeightType.Q4_K);
  }

  private String refused(ModelDimensions dimensions, WeightType type, List<byte[]> tokens)
      throws IOException {
    write(dimensions, type, tokens);
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> Effort.read(file()));
    assertThat(problem).as("a file that was taken").isNotNull();
    assertThat(problem.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE);
    return String.valueOf(problem.technicalDetail());
  }

  private void write(ModelDimensions dimensions, WeightType type, List<byte[]> tokens)
      throws IOException {
    NetworkFile.write(file(), dimensions, type, tokens, Map.of());
  }

  private static ModelDimensions small() {
    return new ModelDimensions(TOKENS, 1500, 64, 1, 1, 448, 64, 1, 1, 80);
  }

  private static List<byte[]> vocabulary() {
    return new ArrayList<>(new TokenChain(new SpecialTokens(TOKENS)).vocabulary());
  }

  private Path file() {
    return folder.resolve("ggml-test.bin");
  }
}
