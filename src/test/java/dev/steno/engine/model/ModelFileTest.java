package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that whisper.cpp takes. */
class ModelFileTest {

  /** Bytes of the vocabularies in the published files: their number, lengths and texts. */
  private static final int MULTILINGUAL_VOCABULARY = 508_089;

  private static final int ENGLISH_VOCABULARY = 521_859;

  @TempDir Path folder;

  static Stream<CraftedModel> variants() {
    return Stream.of(
        CraftedModel.small(),
        CraftedModel.small().says("good morning", 0, 2).translates("guten Morgen", 0, 2),
        CraftedModel.small().englishOnly().says("good morning", 0, 2),
        CraftedModel.small().hundredLanguages().language("yue").says("早晨", 0, 2),
        CraftedModel.small().repeats("thank you"),
        CraftedModel.sized(128, 3, 2).says("good morning", 0, 2));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyCraftedModelIsWhole(CraftedModel crafted) throws IOException {
    Path file = crafted.write(folder.resolve("ggml-test.bin"));
    assertThat(ModelFile.read(file).bytes()).isEqualTo(Files.size(file));
  }

  @ParameterizedTest
  @EnumSource(names = {"F16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0"})
  void matricesHaveManyForms(WeightType type) throws IOException {
    CraftedModel crafted = CraftedModel.small().weights(type).says("good morning", 0, 2);
    ModelFile model = ModelFile.read(crafted.write(folder.resolve("ggml-test.bin")));
    assertThat(model.weights()).isEqualTo(type);
    assertThat(model.quantised()).isEqualTo(type != WeightType.F16);
  }

  @Test
  void saysWhatIsInTheFile() throws IOException {
    Path file = folder.resolve("ggml-test.bin");
    ModelFile model = ModelFile.read(CraftedModel.tiny().englishOnly().write(file));
    assertThat(model.multilingual()).isFalse();
    assertThat(model.type()).isEqualTo("tiny");
    assertThat(model.dimensions().languages()).isEqualTo(1);
    assertThat(model.dimensions().tellsTimes()).isTrue();
    model = ModelFile.read(CraftedModel.sized(64, 32, 2).write(file));
    assertThat(model.multilingual()).isTrue();
    assertThat(model.type()).isEqualTo("large");
    assertThat(model.dimensions().languages()).isEqualTo(99);
    assertThat(model.dimensions().tellsTimes()).isFalse();
    model = ModelFile.read(CraftedModel.sized(64, 5, 2).hundredLanguages().write(file));
    assertThat(model.type()).isEqualTo("other");
    assertThat(model.dimensions().languages()).isEqualTo(100);
    assertThat(model.dimensions().tellsTimes()).isTrue();
  }

  /**
   * The lengths are those of the files in the ggerganov/whisper.cpp repository of the Hugging Face
   * hub. With the vocabulary replaced, ours must come out to the byte: so the list of tensors,
   * their shapes and their forms are what the converter and the quantize tool write.
   */
  @ParameterizedTest
  @CsvSource({
    "tiny, F16, 51865, 384, 4, 4, 77691713",
    "tiny.en, Q8_0, 51864, 384, 4, 4, 43550795",
    "tiny, Q5_1, 51865, 384, 4, 4, 32152673",
    "base.en, F16, 51864, 512, 6, 6, 147964211",
    "small, F16, 51865, 768, 12, 12, 487601967",
    "medium, Q5_0, 51865, 1024, 24, 24, 539212467",
    "large-v2, F16, 51865, 1280, 32, 32, 3094623691",
    "large-v3, F16, 51866, 1280, 32, 32, 3095033483",
    "large-v3-turbo, F16, 51866, 1280, 32, 4, 1624555275",
    "large-v3-turbo, Q8_0, 51866, 1280, 32, 4, 874188075"
  })
  void publishedModelsAreWhole(
      String name,
      WeightType type,
      int vocabulary,
      int width,
      int audioLayers,
      int textLayers,
      long publishedBytes)
      throws IOException {
    int heads = width / 64;
    int mels = vocabulary == ModelDimensions.HUNDRED_LANGUAGES ? 128 : 80;
    ModelDimensions dimensions =
        new ModelDimensions(
            vocabulary, 1500, width, heads, audioLayers, 448, width, heads, textLayers, mels);
    List<byte[]> tokens = new TokenChain(new SpecialTokens(vocabulary)).vocabulary();
    int ourVocabulary = 4 + tokens.stream().mapToInt(token -> 4 + token.length).sum();
    Path file = folder.resolve("ggml-hollow.bin");
    NetworkFile.write(file, dimensions, type, tokens, Map.of());

    ModelFile model = Effort.read(file);

    int theirs = model.multilingual() ? MULTILINGUAL_VOCABULARY : ENGLISH_VOCABULARY;
    assertThat(model.bytes() - ourVocabulary + theirs).as(name).isEqualTo(publishedBytes);
    assertThat(name).startsWith(model.type());
  }
}
