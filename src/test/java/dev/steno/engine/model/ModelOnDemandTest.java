package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steno.audio.ChunkLengths;
import dev.steno.engine.EngineDescription;
import dev.steno.engine.PreparationListener;
import dev.steno.engine.model.DownloadPolicy.When;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.testing.StubHub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that is fetched when the first task needs it. */
class ModelOnDemandTest {

  private static final byte[] FILE = SampleFiles.multilingual();

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Workshop workshop;

  private final List<String> told = new ArrayList<>();
  private final List<String> made = new ArrayList<>();
  private boolean cancelled;

  @BeforeEach
  void open() throws IOException {
    workshop = new Workshop(folder);
    workshop.when = When.AUTO;
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void itIsFetchedWhileTheTaskIsToldAndThenUsed() throws IOException {
    ModelOnDemand model = onDemand(workshop.publish("base", FILE).installer());

    model.prepare(new Task());

    assertThat(workshop.files()).containsExactly("ggml-base.bin");
    assertThat(told).allMatch(message -> message.startsWith("Fetching the speech model base: "));
    assertThatThrownBy(model::concurrency).hasMessage("made");
    assertThat(made).containsExactly("base");
  }

  @Test
  void whatCannotBeFetchedIsAProblem() {
    workshop.hub.misbehave(StubHub.status(404));
    ModelOnDemand model = onDemand(workshop.publish("base", FILE).installer());

    assertThatThrownBy(() -> model.prepare(new Task()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.DOWNLOAD_FAILED));
  }

  @Test
  void aTaskThatIsCancelledDoesNotWait() {
    workshop.hub.misbehave(workshop.hub.silent());
    ModelOnDemand model = onDemand(workshop.publish("base", FILE).installer());
    cancelled = true;

    assertThatThrownBy(() -> model.prepare(new Task())).isInstanceOf(CancellationException.class);
  }

  @Test
  void onlyWhereThatIsWantedAModelIsOnDemand() {
    assertThat(workshop.publish("base", FILE).installer().onDemand())
        .map(KnownModel::name)
        .hasValue("base");
    workshop.when = When.MANUAL;
    assertThat(workshop.installer().onDemand()).isEmpty();
  }

  private ModelOnDemand onDemand(ModelInstaller installer) {
    return new ModelOnDemand(
        new EngineDescription("whisper", "base", List.of("en"), true, false, ""),
        ChunkLengths.WINDOW,
        installer,
        model -> {
          made.add(model.name());
          throw new IllegalStateException("made");
        });
  }

  private final class Task implements PreparationListener {

    @Override
    public void preparing(String message, @Nullable Integer etaSeconds) {
      told.add(message);
    }

    @Override
    public boolean cancelled() {
      return cancelled;
    }
  }
}
