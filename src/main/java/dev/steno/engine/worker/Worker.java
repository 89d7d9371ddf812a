package dev.steno.engine.worker;

import dev.steno.audio.PcmAudio;
import dev.steno.engine.RecognitionListener;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.Utterance;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.process.ChildJvm;
import dev.steno.process.ChildProcess;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The server's end of one worker. Used by one caller at a time; {@link #kill} by anybody. */
final class Worker {

  private static final Logger LOG = System.getLogger(Worker.class.getName());
  private static final long LAST_BREATH_MILLIS = 2_000;

  /** A worker that does nothing answers within a millisecond; a stopped one never does. */
  private static final Duration PING_TIME = Duration.ofSeconds(2);

  private static final int SIGNALLED = 128;

  private final WorkerSpec spec;
  private final WorkerLimits limits;
  private final ChildProcess child;
  private final Executor executor;
  private final FrameWriter writer;
  private final FramePump answers;
  private int chunks;
  private long requests;
  private boolean ready;

  private Worker(WorkerSpec spec, WorkerLimits limits, ChildProcess child, Executor executor) {
    this.spec = spec;
    this.limits = limits;
    this.child = child;
    this.executor = executor;
    this.writer = new FrameWriter(child.input());
    this.answers = new FramePump(child.output());
  }

  /** Starts one; it is ready after {@link #awaitHello}. */
  static Worker start(WorkerSpec spec, WorkerLimits limits, ChildJvm jvm, Executor executor)
      throws WorkerFailure {
    Worker worker;
    try {
      worker =
          new Worker(
              spec,
              limits,
              jvm.start(
                  new ChildJvm.Spec(
                      "worker " + spec.description().name(),
                      spec.mainClass(),
                      spec.heap(),
                      spec.jvmOptions(),
                      spec.environment(),
                      spec.arguments())),
              executor);
    } catch (IOException refused) {
      LOG.log(Level.WARNING, "a worker cannot be started", refused);
      throw WorkerFailure.crashed("the system refused to start it");
    }
    worker.execute(worker.answers);
    return worker;
  }

  /** Waits until the engine is loaded. */
  void awaitHello(BooleanSupplier cancelled) throws WorkerFailure, InterruptedException {
    Frame frame = next(new Watch(child, spec.residentBytes(), limits.startTime(), cancelled));
    if (frame instanceof Frame.Problem problem) {
      throw thrown(problem);
    }
    if (!(frame instanceof Frame.Hello hello)
        || !hello.engine().equals(spec.description().name())) {
      throw WorkerFailure.crashed("it did not introduce itself as " + spec.description().name());
    }
    ready = true;
    LOG.log(Level.DEBUG, () -> "worker " + child.pid() + " has loaded " + hello.model());
  }

  /** Whether it is still there: asked before a chunk, since it may have stopped while idle. */
  void ping(BooleanSupplier cancelled) throws WorkerFailure, InterruptedException {
    Frame.Ping ping = new Frame.Ping(++requests);
    ready = false;
    send(ping);
    if (!next(new Watch(child, spec.residentBytes(), PING_TIME, cancelled))
        .equals(new Frame.Pong(ping.id()))) {
      throw unasked();
    }
    ready = true;
  }

  /** Recognises one chunk. */
  List<Utterance> recognize(
      Samples samples, RecognitionOptions options, RecognitionListener listener)
      throws WorkerFailure, InterruptedException {
    List<Utterance> heard = new ArrayList<>();
    Frame last =
        ask(new Frame.Recognize(++requests, options, samples), samples, listener, heard::add);
    if (!(last instanceof Frame.Done)) {
      throw unasked();
    }
    ready = true;
    return heard;
  }

  /** Finds out which language is spoken. */
  String detectLanguage(Samples samples, RecognitionListener listener)
      throws WorkerFailure, InterruptedException {
    Frame last = ask(new Frame.Detect(++requests, samples), samples, listener, heard -> {});
    if (!(last instanceof Frame.Detected detected)
        || !spec.description().languages().contains(detected.language())) {
      throw unasked();
    }
    ready = true;
    return detected.language();
  }

  /** Returns the frame that ends the answer. */
  private Frame ask(
      Frame.Request request,
      Samples samples,
      RecognitionListener listener,
      Consumer<Utterance> heard)
      throws WorkerFailure, InterruptedException {
    long id = request.id();
    chunks++;
    ready = false;
    long millis = PcmAudio.toMillis(samples.bytes().length / Short.BYTES);
    Watch watch =
        new Watch(child, spec.residentBytes(), limits.chunkTime(millis), listener::cancelled);
    send(request);
    while (true) {
      Frame frame = next(watch);
      if (frame instanceof Frame.Progress progress && progress.id() == id) {
        listener.recognized(progress.millis());
      } else if (frame instanceof Frame.Heard utterance && utterance.id() == id) {
        heard.accept(utterance.utterance());
      } else if (frame instanceof Frame.Problem problem && problem.id() == id) {
        ProblemException told = thrown(problem);
        ready = true;
        throw told;
      } else if ((frame instanceof Frame.Done done && done.id() == id)
          || (frame instanceof Frame.Detected detected && detected.id() == id)) {
        return frame;
      } else {
        throw unasked();
      }
    }
  }

  private static WorkerFailure unasked() {
    return WorkerFailure.crashed("it answered what nobody asked");
  }

  /** What it is. */
  WorkerSpec spec() {
    return spec;
  }

  /** Whether it waits for a chunk: not while it loads or works, nor after it failed. */
  boolean isReady() {
    return ready;
  }

  /** How many chunks it was given. */
  int chunks() {
    return chunks;
  }

  /** Whether the process runs. */
  boolean alive() {
    return child.alive();
  }

  /** Ends it at once. */
  void kill() {
    child.kill();
    answers.stop();
  }

  /** Waits a moment for a killed one to be gone. */
  void awaitEnd() throws InterruptedException {
    if (!child.waitFor(LAST_BREATH_MILLIS)) {
      LOG.log(Level.WARNING, () -> "worker " + child.pid() + " was killed but is not gone yet");
    }
  }

  /** On another thread: a worker that has stopped reading must not stop its caller. */
  private void send(Frame.Request request) throws WorkerFailure {
    execute(
        () -> {
          try {
            writer.write(request);
          } catch (IOException gone) {
            LOG.log(Level.DEBUG, () -> "worker " + child.pid() + " takes no chunk: " + gone);
            child.kill();
          }
        });
  }

  private void execute(Runnable work) throws WorkerFailure {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException full) {
      kill();
      LOG.log(Level.WARNING, "no thread is free to talk to a worker", full);
      throw WorkerFailure.crashed("the server had no thread free to talk to it");
    }
  }

  private Frame next(Watch watch) throws WorkerFailure, InterruptedException {
    while (true) {
      watch.look();
      Frame frame = answers.poll(Watch.INTERVAL_MILLIS);
      if (frame != null) {
        return frame;
      }
      if (answers.ended()) {
        throw ended();
      }
    }
  }

  private WorkerFailure ended() throws InterruptedException {
    if (!answers.reason().isEmpty() || !child.waitFor(LAST_BREATH_MILLIS)) {
      kill();
      return WorkerFailure.crashed(
          answers.reason().isEmpty() ? "it fell silent" : answers.reason());
    }
    int status = child.exitStatus().orElseThrow();
    String lastWords = child.lastWords();
    LOG.log(Level.WARNING, () -> "a worker ended with status " + status + "\n" + lastWords);
    if (status == ChildJvm.HEAP_EXHAUSTED) {
      return WorkerFailure.outOfMemory("its Java heap of " + spec.heap() + " was exhausted");
    }
    return WorkerFailure.crashed(
        status > SIGNALLED
            ? "it was ended by signal " + (status - SIGNALLED)
            : "it ended with status " + status);
  }

  /** What its engine cannot do is a problem to tell; that its engine broke is a failure. */
  private static ProblemException thrown(Frame.Problem problem) throws WorkerFailure {
    if (problem.code() == ErrorCode.ENGINE_CRASHED) {
      throw WorkerFailure.crashed(problem.detail());
    }
    return new ProblemException(
        problem.code(),
        problem.message(),
        problem.detail().isEmpty() ? null : problem.detail(),
        null);
  }
}
