package dev.steno.pipeline;

import dev.steno.audio.ChunkLengths;
import dev.steno.engine.EngineDescription;
import dev.steno.engine.RecognitionListener;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.Utterance;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * An engine that does as a test says, chunk by chunk. It knows a chunk by its first sample, which
 * holds the chunk's index.
 */
final class FakeEngine implements SpeechRecognizer {

  /** What happens when a chunk is recognised. */
  interface Behaviour {
    List<Utterance> recognize(int chunk, RecognitionListener listener);
  }

  /** What happens when an engine is asked what is spoken. */
  interface Ear {
    String detect(int chunk, RecognitionListener listener);
  }

  private final int concurrency;
  private final Map<Integer, CountDownLatch> begun = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostRunning = new AtomicInteger();
  private final List<Integer> askedForLanguage = new CopyOnWriteArrayList<>();
  private final List<RecognitionOptions> options = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour;
  private volatile Ear ear = (chunk, listener) -> "en";

  FakeEngine(int concurrency, Behaviour behaviour) {
    this.concurrency = concurrency;
    this.behaviour = behaviour;
  }

  void behave(Behaviour other) {
    behaviour = other;
  }

  void hear(Ear other) {
    ear = other;
  }

  /** The chunks on which it was asked what is spoken. */
  List<Integer> askedForLanguage() {
    return askedForLanguage;
  }

  /** How it was asked to recognise, chunk by chunk. */
  List<RecognitionOptions> options() {
    return options;
  }

  /** Waits until the listener wants no more, as every engine has to. */
  static List<Utterance> untilCancelled(RecognitionListener listener) {
    until(listener::cancelled);
    throw new CancellationException("the listener wanted no more");
  }

  /** Waits until something is so that soon will be: by far more often than every millisecond. */
  static void until(BooleanSupplier so) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited too long");
      }
      Thread.onSpinWait();
    }
  }

  /** Waits for something another thread does. */
  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("waited too long");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** Opens when a chunk reaches the engine. */
  CountDownLatch begun(int chunk) {
    return begun.computeIfAbsent(chunk, any -> new CountDownLatch(1));
  }

  boolean hasBegun(int chunk) {
    return begun(chunk).getCount() == 0;
  }

  int running() {
    return running.get();
  }

  int mostRunning() {
    return mostRunning.get();
  }

  @Override
  public EngineDescription description() {
    return new EngineDescription("fake", "none", List.of("en"), false, false, "");
  }

  @Override
  public ChunkLengths chunkLengths() {
    return ChunkLengths.SHORT;
  }

  @Override
  public String detectLanguage(short[] samples, RecognitionListener listener) {
    askedForLanguage.add((int) samples[0]);
    return ear.detect(samples[0], listener);
  }

  @Override
  public int concurrency() {
    return concurrency;
  }

  @Override
  public List<Utterance> recognize(
      short[] samples, RecognitionOptions asked, RecognitionListener listener) {
    options.add(asked);
    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      begun(samples[0]).countDown();
      return behaviour.recognize(samples[0], listener);
    } finally {
      running.decrementAndGet();
    }
  }
}
