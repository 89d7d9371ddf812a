package dev.steno.engine.worker;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.Utterance;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What runs in a worker: loads the engine, tests it, says hello, then recognises chunk after chunk
 * until its standard input ends. The standard output carries frames and nothing else.
 */
public final class WorkerMain {

  /** The exit status of a worker whose engine failed; a {@code PROBLEM} frame said how. */
  static final int ENGINE_FAILED = 5;

  private static final short[] HALF_A_SECOND_OF_SILENCE = new short[8_000];

  private final FrameWriter frames;
  private final Requests requests;

  private WorkerMain(FrameWriter frames, Requests requests) {
    this.frames = frames;
    this.requests = requests;
  }

  /**
   * Runs a worker.
   *
   * @param arguments the class of the {@link EngineLoader}, then what it is given
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    FrameWriter frames =
        new FrameWriter(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    InputStream standardInput = System.in;
    // No library may spoil the frames or eat the requests.
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    logWarningsOnly();
    new WorkerMain(frames, Requests.readFrom(standardInput))
        .run(arguments[0], List.copyOf(Arrays.asList(arguments).subList(1, arguments.length)));
  }

  private void run(String loader, List<String> arguments) throws IOException, InterruptedException {
    LoadedEngine engine = null;
    try {
      engine = loader(loader).load(arguments);
      engine.recognize(
          HALF_A_SECOND_OF_SILENCE,
          new RecognitionOptions(engine.description().languages().get(0), false, null),
          new Answers(0, null));
    } catch (ProblemException problem) {
      giveUp(problem(0, problem), problem);
    } catch (IOException unreadable) {
      giveUp(
          new Frame.Problem(
              0,
              ErrorCode.MODEL_UNAVAILABLE,
              "The model of the speech engine could not be read. Ask your administrator.",
              unreadable.getClass().getSimpleName()),
          unreadable);
    } catch (RuntimeException | ReflectiveOperationException | LinkageError failed) {
      giveUp(failure(0, failed), failed);
    }
    if (engine != null) {
      frames.write(new Frame.Hello(engine.description().name(), engine.description().model()));
      serve(engine);
    }
  }

  private static EngineLoader loader(String name) throws ReflectiveOperationException {
    return Class.forName(name).asSubclass(EngineLoader.class).getConstructor().newInstance();
  }

  /** Never returns: the process is halted when there is nobody left to serve. */
  private void serve(LoadedEngine engine) throws IOException, InterruptedException {
    while (true) {
      Frame.Request request = requests.take();
      try {
        frames.write(answer(engine, request));
      } catch (ProblemException problem) {
        frames.write(problem(request.id(), problem));
      } catch (RuntimeException | LinkageError failed) {
        // Nobody knows in which state the engine is now.
        giveUp(failure(request.id(), failed), failed);
      }
    }
  }

  private Frame answer(LoadedEngine engine, Frame.Request request) {
    if (request instanceof Frame.Recognize recognize) {
      engine.recognize(
          recognize.samples().toArray(), recognize.options(), new Answers(request.id(), frames));
      return new Frame.Done(request.id());
    }
    if (request instanceof Frame.Detect detect) {
      return new Frame.Detected(request.id(), engine.detectLanguage(detect.samples().toArray()));
    }
    return new Frame.Pong(request.id());
  }

  private void giveUp(Frame.Problem problem, Throwable cause) throws IOException {
    cause.printStackTrace(System.err);
    frames.write(problem);
    Runtime.getRuntime().halt(ENGINE_FAILED);
  }

  private static Frame.Problem problem(long id, ProblemException problem) {
    String detail = problem.technicalDetail();
    return new Frame.Problem(
        id, problem.code(), problem.userMessage(), detail == null ? "" : detail);
  }

  /** Names the class only: a message may hold a path. */
  private static Frame.Problem failure(long id, Throwable failed) {
    return new Frame.Problem(
        id, ErrorCode.ENGINE_CRASHED, "", "the engine threw " + failed.getClass().getSimpleName());
  }

  private static void logWarningsOnly() {
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    for (Handler handler : root.getHandlers()) {
      handler.setLevel(Level.WARNING);
    }
  }

  /** Turns what the engine says into frames; into nothing during the test of the engine. */
  private record Answers(long id, @Nullable FrameWriter frames) implements LoadedEngine.Sink {

    @Override
    public void progress(long millis) {
      write(new Frame.Progress(id, millis));
    }

    @Override
    public void heard(Utterance utterance) {
      write(new Frame.Heard(id, utterance));
    }

    private void write(Frame frame) {
      if (frames == null) {
        return;
      }
      try {
        frames.write(frame);
      } catch (IOException parentGone) {
        throw new UncheckedIOException(parentGone);
      }
    }
  }
}
