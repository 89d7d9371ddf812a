package dev.steno.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a decoding ends, no process and no file is left. */
class DecoderEndsTest {

  @TempDir Path folder;

  @AfterEach
  void nothingIsLeft() {
    await().until(() -> decoder().isEmpty());
    assertThat(pcm()).doesNotExist();
  }

  @Test
  void cancelEndsItWithinASecond() throws Exception {
    AtomicLong asked = new AtomicLong();
    Throwable thrown =
        catchThrowable(
            () ->
                DecoderUnderTest.with(DecoderUnderTest.LIMITS)
                    .decode(
                        endless(), pcm(), onProgress(() -> asked.set(System.nanoTime()), true)));
    assertThat(thrown).isInstanceOf(CancellationException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - asked.get())).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aChildThatIsKilledInTheMiddleIsAProblem() throws Exception {
    DecodeListener killing =
        onProgress(() -> decoder().ifPresent(ProcessHandle::destroyForcibly), false);
    ProblemException problem =
        catchThrowableOfType(
            ProblemException.class,
            () -> DecoderUnderTest.with(DecoderUnderTest.LIMITS).decode(endless(), pcm(), killing));
    assertThat(problem.code()).isEqualTo(ErrorCode.DECODE_FAILED);
    assertThat(problem.technicalDetail()).contains("status 137");
  }

  @Test
  void aDecodingThatTakesTooLongIsEnded() throws Exception {
    ProblemException problem =
        failure(new MediaDecoder.Limits(1L << 30, Duration.ofSeconds(2), Duration.ofHours(99)));
    assertThat(problem.code()).isEqualTo(ErrorCode.DECODE_FAILED);
    assertThat(problem.technicalDetail()).contains("within 2 seconds");
  }

  @Test
  void aDecodingThatTakesTooMuchMemoryIsEnded() throws Exception {
    ProblemException problem =
        failure(new MediaDecoder.Limits(20 << 20, Duration.ofMinutes(1), Duration.ofHours(99)));
    assertThat(problem.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
    assertThat(problem.technicalDetail()).contains("20 MB");
  }

  @Test
  void anInterruptedCallerGetsItsInterruption() throws Exception {
    Thread caller = Thread.currentThread();
    Throwable thrown =
        catchThrowable(
            () ->
                DecoderUnderTest.with(DecoderUnderTest.LIMITS)
                    .decode(endless(), pcm(), onProgress(caller::interrupt, false)));
    assertThat(thrown).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aChildThatWritesGarbageIsAProblem() throws Exception {
    assertThat(failure(Garbage.class).technicalDetail()).contains("unintelligible");
    assertThat(failure(Flood.class).technicalDetail()).contains("unintelligible");
  }

  @Test
  void aChildThatCrashesIsAProblem() throws Exception {
    assertThat(failure(Crash.class).technicalDetail()).contains("status 139");
    assertThat(failure(Early.class).technicalDetail()).contains("status 0");
  }

  @Test
  void aChildThatRunsOutOfHeapIsAProblemOfMemory() throws Exception {
    assertThat(failure(Glutton.class).code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
  }

  @Test
  void aChildThatPromisesSamplesItDidNotWriteIsAProblem() throws Exception {
    assertThat(failure(Liar.class).technicalDetail()).contains("incomplete");
  }

  /** Ends with the status of a segmentation fault. */
  static final class Crash {
    public static void main(String[] arguments) {
      Runtime.getRuntime().halt(139);
    }
  }

  /** Ends without an answer. */
  static final class Early {
    public static void main(String[] arguments) {}
  }

  /** Writes what is no answer. */
  static final class Garbage {
    public static void main(String[] arguments) throws Exception {
      System.out.println("media \u0001 what?");
      System.in.read();
    }
  }

  /** Writes what is no answer, without end. */
  static final class Flood {
    public static void main(String[] arguments) throws Exception {
      System.out.print("x".repeat(10_000_000));
      System.out.println();
      System.in.read();
    }
  }

  /** Takes all of its heap. */
  static final class Glutton {
    public static void main(String[] arguments) {
      System.err.println(new byte[1 << 30].length);
    }
  }

  /** Promises samples that are not there. */
  static final class Liar {
    public static void main(String[] arguments) throws Exception {
      java.nio.file.Files.write(Path.of(arguments[1]), new byte[10]);
      System.out.println("media wav pcm 1 1000 1000");
      System.out.println("done 16000 1 0 false");
      System.in.read();
    }
  }

  private ProblemException failure(MediaDecoder.Limits limits) throws Exception {
    return catchThrowableOfType(
        ProblemException.class,
        () -> DecoderUnderTest.with(limits).decode(endless(), pcm(), DecoderUnderTest.PATIENT));
  }

  private ProblemException failure(Class<?> mainClass) throws Exception {
    Path recording = endless();
    return catchThrowableOfType(
        ProblemException.class,
        () ->
            DecoderUnderTest.running(mainClass).decode(recording, pcm(), DecoderUnderTest.PATIENT));
  }

  private static DecodeListener onProgress(Runnable action, boolean cancel) {
    return new DecodeListener() {
      private boolean begun;

      @Override
      public void decoded(long decodedMillis, long totalMillis) {
        if (decodedMillis > 0 && !begun) {
          begun = true;
          action.run();
        }
      }

      @Override
      public boolean cancelled() {
        return begun && cancel;
      }
    };
  }

  private static Optional<ProcessHandle> decoder() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).findFirst();
  }

  private Path pcm() {
    return folder.resolve("samples.pcm");
  }

  /** A recording that takes long to decode and no room on the disk: silence in a sparse file. */
  private Path endless() throws Exception {
    Path file = folder.resolve("endless.wav");
    int bytes = 2_000_000_000;
    ByteBuffer header = ByteBuffer.wrap(SpokenText.wav(new short[0], 48_000));
    header.order(ByteOrder.LITTLE_ENDIAN).putInt(4, bytes + 36).putInt(40, bytes);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(header.array());
      sparse.setLength(44L + bytes);
    }
    return file;
  }
}
