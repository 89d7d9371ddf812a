package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that would crash, confuse or hang whisper.cpp. */
class DamagedModelTest {

  private static final String FIRST_TENSOR = "encoder.positional_embedding";
  private static final String CONVOLUTION = "encoder.conv1.weight";
  private static final String FIRST_BIAS = "encoder.conv1.bias";
  private static final String SECOND_BIAS = "encoder.conv2.bias";
  private static final String LAST_TENSOR = "decoder.ln.bias";

  /** The one head of this narrow model shares its width of 64. */
  private static final int WIDTH = 64;

  @TempDir static Path wholeFolder;
  @TempDir Path folder;

  private Path file;
  private PatchedFile model;

  @BeforeAll
  static void makeAWholeModel() throws IOException {
    CraftedModel.small().says("good morning", 0, 2).write(whole());
  }

  @BeforeEach
  void takeTheWholeModel() throws IOException {
    file = Files.copy(whole(), folder.resolve("ggml-test.bin"));
    model = new PatchedFile(file);
  }

  @Test
  void isIncompleteWhereverItIsCutOff() throws IOException {
    int length = (int) Files.size(file);
    NavigableSet<Integer> ends = new TreeSet<>();
    for (int end = 0; end < 90; end++) {
      ends.add(end);
    }
    for (String tensor : new String[] {FIRST_TENSOR, CONVOLUTION, FIRST_BIAS, LAST_TENSOR}) {
      int name = model.name(tensor);
      for (int end = name - 24; end < name + 64; end++) {
        ends.add(Math.min(end, length - 1));
      }
    }
    new Random(1).ints(200, 0, length).forEach(ends::add);
    int weightless = head(FIRST_TENSOR, 2);
    for (int end : ends.descendingSet()) {
      model.length(end);
      assertThat(refused().userMessage())
          .as("cut off at %d", end)
          .contains(end == weightless ? "holds no weights" : "incomplete");
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, -1, 1, 50_257, 51_863, 51_864, 51_866, 51_867, 1 << 30, Integer.MIN_VALUE})
  void hasNoOtherNumberOfTokens(int value) throws IOException {
    model.number(4, value);
    refused();
  }

  @ParameterizedTest
  @CsvSource({
    "2, audio context, 1499",
    "3, audio state, 128",
    "4, audio heads, 3",
    "5, audio layers, 2",
    "5, audio layers, 49",
    "6, text context, 449",
    "7, text state, 128",
    "8, text heads, 5",
    "9, text layers, 2",
    "9, text layers, 49",
    "10, mels, 128",
    "10, mels, 81"
  })
  void hasNoOtherSize(int field, String name, int value) throws IOException {
    assertThat(model.number(field * Integer.BYTES)).as(name).isNotEqualTo(value);
    model.number(field * Integer.BYTES, value);
    refused();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void hasNoAbsurdSize(int field) throws IOException {
    for (int value :
        new int[] {0, -1, -WIDTH, 65, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x10001}) {
      model.number(field * Integer.BYTES, value);
      refused();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15, 24, 99, 2008, 3001, -1000, -999})
  void hasNoOtherForm(int form) throws IOException {
    model.number(44, form);
    refused();
  }

  @Test
  void hasNo32BitWeightsForTheyWouldAbortTheLibrary() throws IOException {
    CraftedModel.small().weights(WeightType.F32).says("good morning", 0, 2).write(file);
    assertThat(refused().userMessage()).contains("32-bit");
  }

  @ParameterizedTest
  @CsvSource({"128, 201", "80, 200", "80, -201", "2147483647, 2147483647", "-80, -201", "0, 0"})
  void hasNoOtherMelFilters(int mels, int frequencies) throws IOException {
    model.number(PatchedFile.HEADER, mels);
    model.number(PatchedFile.HEADER + Integer.BYTES, frequencies);
    refused();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1, 50_000, 50_256, 50_258, 51_866, Integer.MAX_VALUE})
  void hasNoOtherVocabulary(int tokens) throws IOException {
    model.number(model.vocabulary(), tokens);
    refused();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 2, 1025, 9000, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void hasNoTokenOfAnotherLength(int length) throws IOException {
    model.number(model.vocabulary() + Integer.BYTES, length);
    refused();
  }

  @Test
  void needsASpaceInItsVocabularyWhichTheLibraryLooksUp() throws IOException {
    int space = model.vocabulary() + Integer.BYTES + ' ' * (Integer.BYTES + 1) + Integer.BYTES;
    assertThat(model.number(space) & 0xFF).isEqualTo(' ');
    model.text(space, "x");
    assertThat(refused().technicalDetail()).contains("without a space");
  }

  @Test
  void hasNoTensorTurnedRound() throws IOException {
    int name = model.name(CONVOLUTION);
    model.number(name - 8, WIDTH);
    model.number(name - 4, 80);
    assertThat(refused().technicalDetail()).contains(CONVOLUTION, "[3, 64, 80]", "[3, 80, 64]");
  }

  @Test
  void hasNoBiasTurnedRound() throws IOException {
    int name = model.name(FIRST_BIAS);
    model.number(name - 8, WIDTH);
    model.number(name - 4, 1);
    assertThat(refused().technicalDetail()).contains(FIRST_BIAS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1, 2, 4, 5, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void hasNoTensorOfAnotherNumberOfSizes(int sizes) throws IOException {
    model.number(head(CONVOLUTION, 3), sizes);
    refused();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 19, 21, 65, 9000, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void hasNoTensorOfAnotherLengthOfItsName(int length) throws IOException {
    model.number(head(CONVOLUTION, 3) + 4, length);
    refused();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 4, 5, 8, 14, 30, 31, 1000, -1, Integer.MAX_VALUE})
  void hasNoTensorInAnotherForm(int form) throws IOException {
    model.number(head(CONVOLUTION, 3) + 8, form);
    assertThat(refused().technicalDetail()).contains(CONVOLUTION, "form " + form);
  }

  @Test
  void hasNoUnknownTensor() throws IOException {
    model.text(model.name(CONVOLUTION), "encoder.conv3");
    assertThat(refused().technicalDetail()).contains("unknown tensor");
  }

  @Test
  void hasNoTensorTwice() throws IOException {
    model.text(model.name(FIRST_BIAS), SECOND_BIAS);
    assertThat(refused().technicalDetail()).contains("one twice");
  }

  @Test
  void lacksNoTensor() throws IOException {
    int weights = model.name(FIRST_BIAS) + FIRST_BIAS.length();
    model.remove(head(FIRST_BIAS, 2), weights + WIDTH * Float.BYTES);
    assertThat(refused().technicalDetail()).contains("lacks 1 of");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 12, 1000})
  void endsWithItsLastTensor(int more) throws IOException {
    model.length(Files.size(file) + more);
    assertThat(refused().technicalDetail()).contains(more + " bytes after");
  }

  @Test
  void holdsWeights() throws IOException {
    model.length(head(FIRST_TENSOR, 2));
    assertThat(refused().userMessage()).contains("holds no weights");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RIFF____WAVEfmt ", "GGUF____________", "\u007fELF", "<html>", "lmgg"})
  void isNoOtherFile(String beginning) throws IOException {
    byte[] bytes = beginning.getBytes(StandardCharsets.US_ASCII);
    Files.write(file, Arrays.copyOf(bytes, 100_000));
    assertThat(refused().userMessage()).contains("no Whisper model");
  }

  @Test
  void isNotEmpty() throws IOException {
    Files.write(file, new byte[0]);
    assertThat(refused().userMessage()).contains("incomplete");
  }

  @Test
  void isNoOtherModelOfTheSameFormat() throws IOException {
    model.number(4, 50_257);
    assertThat(refused().userMessage()).contains("no Whisper model");
  }

  @Test
  void tellsNobodyWhereItLies() throws IOException {
    model.number(8, 7);
    ProblemException problem = refused();
    assertThat(problem.userMessage() + problem.technicalDetail())
        .doesNotContain(folder.toString())
        .contains("an audio context of 7");
  }

  @Test
  void isAnotherMatterWhereItIsNotThere() {
    assertThatThrownBy(() -> ModelFile.read(folder.resolve("none.bin")))
        .isInstanceOf(NoSuchFileException.class);
  }

  /** Where the head of a tensor with so many sizes starts. */
  private int head(String tensor, int sizes) throws IOException {
    return model.name(tensor) - (3 + sizes) * Integer.BYTES;
  }

  private ProblemException refused() {
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> Effort.read(file));
    assertThat(problem).as("a file that was taken").isNotNull();
    assertThat(problem.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE);
    return problem;
  }

  private static Path whole() {
    return wholeFolder.resolve("ggml-whole.bin");
  }
}
