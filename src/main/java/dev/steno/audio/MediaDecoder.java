package dev.steno.audio;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.process.ChildJvm;
import dev.steno.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes recordings, each in a child process of its own: a hostile or damaged file can at worst
 * end its child. Safe for several threads at once.
 */
public final class MediaDecoder {

  private static final long POLL_MILLIS = 100;
  private static final long END_MILLIS = 10_000;

  private final ChildJvm jvm;
  private final Path nativeCache;
  private final Limits limits;
  private final String mainClass;

  /**
   * What one decoding may take.
   *
   * @param residentBytes the memory of the child process in bytes; it needs about 150 MB for itself
   * @param time how long it may run
   * @param longestRecording the longest recording that is taken
   */
  public record Limits(long residentBytes, Duration time, Duration longestRecording) {}

  /**
   * A decoder.
   *
   * @param jvm starts its children; their classpath needs this package, {@code dev.steno.process},
   *     {@code dev.steno.problem}, JavaCPP and FFmpeg with the native parts of this platform
   * @param nativeCache a folder where the native libraries are unpacked once, kept between starts
   * @param limits of each decoding
   */
  public MediaDecoder(ChildJvm jvm, Path nativeCache, Limits limits) {
    this(jvm, nativeCache, limits, DecoderMain.class.getName());
  }

  MediaDecoder(ChildJvm jvm, Path nativeCache, Limits limits, String mainClass) {
    this.jvm = jvm;
    this.nativeCache = nativeCache;
    this.limits = limits;
    this.mainClass = mainClass;
  }

  /**
   * Decodes the first track of sound of a recording. Where this throws, there is no child process
   * and no file of samples left.
   *
   * @param recording the file; recognised by its content, whatever its name
   * @param pcm where the samples go, for {@link PcmAudio}
   * @param listener follows, and can cancel
   * @throws CancellationException where the listener cancelled
   * @throws InterruptedException where the calling thread was interrupted
   * @throws ProblemException {@code EMPTY_MEDIA}, {@code UNSUPPORTED_MEDIA}, {@code NO_AUDIO},
   *     {@code MEDIA_TOO_LARGE}, {@code DECODE_FAILED}, {@code OUT_OF_MEMORY}, {@code STORAGE_FULL}
   *     or {@code INTERNAL}
   */
  public DecodedMedia decode(Path recording, Path pcm, DecodeListener listener)
      throws InterruptedException {
    try {
      if (Files.size(recording) == 0) {
        throw DecodeProblem.of(ErrorCode.EMPTY_MEDIA, "0 bytes");
      }
      boolean complete = false;
      ChildProcess child = start(recording, pcm);
      try {
        DecodedMedia media = follow(child, listener).result(Files.size(pcm));
        complete = true;
        return media;
      } finally {
        end(child);
        if (!complete) {
          Files.deleteIfExists(pcm);
        }
      }
    } catch (IOException failed) {
      throw DecodeProblem.of(ErrorCode.INTERNAL, failed.getClass().getSimpleName(), failed);
    }
  }

  private ChildProcess start(Path recording, Path pcm) throws IOException {
    return jvm.start(
        new ChildJvm.Spec(
            "decoder",
            mainClass,
            "64m",
            List.of(
                "-Dorg.bytedeco.javacpp.cachedir=" + nativeCache.toAbsolutePath(),
                // The child frees what it takes; a collector must not free it a second time.
                "-Dorg.bytedeco.javacpp.nopointergc=true",
                // This class limits the memory, and JavaCPP's own limits throw at odd times.
                "-Dorg.bytedeco.javacpp.maxBytes=0",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                // The work is native: starting fast is all that counts.
                "-XX:TieredStopAtLevel=1"),
            Map.of(),
            List.of(
                recording.toAbsolutePath().toString(),
                pcm.toAbsolutePath().toString(),
                Long.toString(limits.longestRecording().toMillis()),
                Long.toString(limits.residentBytes() / 2))));
  }

  private DecodeReport follow(ChildProcess child, DecodeListener listener)
      throws InterruptedException {
    long begin = System.nanoTime();
    DecodeReport report = new DecodeReport(listener);
    LineReader lines = new LineReader(child.output(), DecoderLine.LONGEST + 2);
    while (true) {
      // A child that told its result waits to be ended: one that ends by itself has crashed.
      if (child.waitFor(POLL_MILLIS)) {
        throw crashed(child, null);
      }
      if (listener.cancelled()) {
        throw new CancellationException("decoding was cancelled");
      }
      report.take(read(lines, child));
      if (report.done()) {
        return report;
      }
      if (child.residentBytes().orElse(0) > limits.residentBytes()) {
        throw DecodeProblem.of(
            ErrorCode.OUT_OF_MEMORY,
            "the decoder took more than " + (limits.residentBytes() >> 20) + " MB");
      }
      if (System.nanoTime() - begin > limits.time().toNanos()) {
        throw DecodeProblem.of(
            ErrorCode.DECODE_FAILED,
            "not decoded within " + limits.time().toSeconds() + " seconds");
      }
    }
  }

  private static List<String> read(LineReader lines, ChildProcess child)
      throws InterruptedException {
    try {
      return lines.available();
    } catch (IOException closed) {
      child.kill();
      child.waitFor(END_MILLIS);
      throw crashed(child, closed);
    }
  }

  private static ProblemException crashed(ChildProcess child, @Nullable IOException cause) {
    OptionalInt status = child.exitStatus();
    if (status.isPresent() && status.getAsInt() == ChildJvm.HEAP_EXHAUSTED) {
      return DecodeProblem.of(ErrorCode.OUT_OF_MEMORY, "the decoder ran out of Java heap");
    }
    return DecodeProblem.of(
        ErrorCode.DECODE_FAILED,
        "the decoder ended unexpectedly with status "
            + (status.isPresent() ? status.getAsInt() : "unknown"),
        cause);
  }

  /** Sees to it that the child is gone, so that it holds no file open. */
  private static void end(ChildProcess child) throws InterruptedException {
    child.kill();
    boolean interrupted = Thread.interrupted();
    child.waitFor(END_MILLIS);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
