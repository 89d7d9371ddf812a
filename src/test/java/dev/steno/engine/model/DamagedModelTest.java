package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
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

  @TempDir Path folder;

  private PatchedFile model;

  @BeforeEach
  void aWholeModel() throws IOException {
    model = new PatchedFile(CraftedModel.small().says("good morning", 0, 2).write(file()));
  }

  @Test
  void isIncompleteWhereverItIsCutOff() throws IOException {
    NavigableSet<Integer> ends = new TreeSet<>();
    for (int i = 1; i < 30; i++) {
      ends.add(i * 3);
    }
    for (String tensor : new String[] {CONVOLUTION, FIRST_BIAS, "decoder.ln.bias"}) {
      for (int around = -24; around < 64; around++) {
        ends.add(Math.min(model.name(tensor) + around, model.length() - 1));
      }
    }
    new Random(1).ints(200, 1, model.length()).forEach(ends::add);
    model.write(file());
    try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
      while (!ends.isEmpty()) {
        int end = ends.pollLast();
        file.setLength(end);
        ProblemException problem = refused();
        assertThat(problem.userMessage())
            .as("cut off at %d", end)
            .containsAnyOf("incomplete", "holds no weights");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1, 50_257, 51_863, 51_864, 51_866, 51_867, 1 << 30, -(1 << 31)})
  void hasNoOtherNumberOfTokens(int value) throws IOException {
    refuses(model.number(4, value));
  }

  @ParameterizedTest
  @CsvSource({
    "2, audio context, 1499",
    "3, audio state, 128",
    "4, audio heads, 3",
    "5, audio layers, 2",
    "5, audio layers, 100",
    "6, text context, 449",
    "7, text state, 128",
    "8, text heads, 5",
    "9, text layers, 2",
    "9, text layers, 49",
    "10, mels, 128",
    "10, mels, 81"
  })
  void hasNoOtherSize(int field, String name, int value) throws IOException {
    assertThat(model.number(field * 4)).as(name).isNotEqualTo(value);
    refuses(model.number(field * 4, value));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void hasNoAbsurdSize(int field) throws IOException {
    for (int value :
        new int[] {0, -1, -64, 65, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x10001}) {
      refuses(model.number(field * 4, value));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15, 24, 99, 2008, 3001, -1000})
  void hasNoOtherForm(int form) throws IOException {
    refuses(model.number(44, form));
  }

  @Test
  void hasNo32BitWeightsForTheyWouldAbortTheLibrary() throws IOException {
    CraftedModel.small().weights(WeightType.F32).says("good morning", 0, 2).write(file());
    assertThat(refused().userMessage()).contains("32-bit");
  }

  @Test
  void hasNoOtherMelFilters() throws IOException {
    refuses(model.number(PatchedFile.HEADER, 128));
    refuses(model.number(PatchedFile.HEADER, Integer.MAX_VALUE));
    refuses(model.number(PatchedFile.HEADER, 80).number(PatchedFile.HEADER + 4, 200));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1, 50_000, 50_256, 50_258, 51_866, Integer.MAX_VALUE})
  void hasNoOtherVocabulary(int tokens) throws IOException {
    refuses(model.number(model.vocabulary(), tokens));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 2, 1025, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void hasNoTokenOfAnotherLength(int length) throws IOException {
    refuses(model.number(model.vocabulary() + 4, length));
  }

  @Test
  void needsASpaceInItsVocabularyWhichTheLibraryLooksUp() throws IOException {
    int space = model.vocabulary() + 4 + 32 * 5 + 4;
    assertThat(model.number(space) & 0xFF).isEqualTo(' ');
    refuses(model.text(space, "x"));
    assertThat(refused().technicalDetail()).contains("space");
  }

  @Test
  void hasNoTensorTurnedRound() throws IOException {
    int name = model.name(CONVOLUTION);
    refuses(model.number(name - 8, 64).number(name - 4, 80));
    assertThat(refused().technicalDetail()).contains(CONVOLUTION, "[3, 64, 80]", "[3, 80, 64]");
  }

  @Test
  void hasNoBiasTurnedRound() throws IOException {
    int name = model.name(FIRST_BIAS);
    refuses(model.number(name - 8, 64).number(name - 4, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1, 2, 4, 5, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void hasNoTensorOfAnotherNumberOfSizes(int sizes) throws IOException {
    refuses(model.number(head(CONVOLUTION), sizes));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 19, 21, 65, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void hasNoTensorOfAnotherLengthOfItsName(int length) throws IOException {
    refuses(model.number(head(CONVOLUTION) + 4, length));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 4, 5, 8, 14, 30, 31, 1000, -1, Integer.MAX_VALUE})
  void hasNoTensorInAnotherForm(int form) throws IOException {
    refuses(model.number(head(CONVOLUTION) + 8, form));
  }

  @Test
  void hasNoUnknownTensor() throws IOException {
    refuses(model.text(model.name(CONVOLUTION), "encoder.conv3"));
  }

  @Test
  void hasNoTensorTwice() throws IOException {
    refuses(model.text(model.name(FIRST_BIAS), SECOND_BIAS));
  }

  @Test
  void lacksNoTensor() throws IOException {
    int start = head(FIRST_BIAS, 2);
    int end = model.name(FIRST_BIAS) + FIRST_BIAS.length() + 64 * Float.BYTES;
    refuses(model.without(start, end));
    assertThat(refused().technicalDetail()).contains("lacks 1 tensors");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 12, 1000})
  void endsWithItsLastTensor(int more) throws IOException {
    refuses(model.longer(more));
  }

  @Test
  void holdsWeights() throws IOException {
    refuses(model.without(head(FIRST_TENSOR, 2), model.length()));
    assertThat(refused().userMessage()).contains("holds no weights");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RIFF____WAVEfmt ", "GGUF____________", "\u007fELF", "<html>", "lmgg", ""})
  void isNoOtherFile(String beginning) throws IOException {
    byte[] bytes = beginning.getBytes(StandardCharsets.US_ASCII);
    Files.write(file(), Arrays.copyOf(bytes, bytes.length == 0 ? 0 : 100_000));
    assertThat(refused().userMessage()).containsAnyOf("no Whisper model", "incomplete");
  }

  @Test
  void isNoOtherModelOfTheSameFormat() throws IOException {
    refuses(model.number(4, 50_257).number(8, 1024).number(12, 768));
    assertThat(refused().userMessage()).contains("no Whisper model");
  }

  @Test
  void saysNothingOfPathsToAnyone() throws IOException {
    refuses(model.number(8, 7));
    ProblemException problem = refused();
    assertThat(problem.userMessage() + problem.technicalDetail())
        .doesNotContain(folder.toString())
        .contains("7");
  }

  @Test
  void thatIsNotThereIsAnotherMatter() {
    assertThatThrownBy(() -> ModelFile.read(folder.resolve("none.bin")))
        .isInstanceOf(NoSuchFileException.class);
  }

  /** Where the head of a tensor with three sizes starts. */
  private int head(String tensor) {
    return head(tensor, 3);
  }

  private int head(String tensor, int sizes) {
    return model.name(tensor) - (3 + sizes) * Integer.BYTES;
  }

  private void refuses(PatchedFile damaged) throws IOException {
    damaged.write(file());
    refused();
  }

  private ProblemException refused() {
    ProblemException problem =
        assertTimeout(
            Duration.ofSeconds(1),
            () -> catchThrowableOfType(ProblemException.class, () -> ModelFile.read(file())));
    assertThat(problem).as("a file that was taken").isNotNull();
    assertThat(problem.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE);
    return problem;
  }

  private Path file() {
    return folder.resolve("ggml-test.bin");
  }
}
