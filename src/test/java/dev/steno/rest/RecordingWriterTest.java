package dev.steno.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingWriterTest {

  @TempDir Path folder;

  private final List<Integer> told = new ArrayList<>();
  private Path target = Path.of("set before each test");

  @BeforeEach
  void chooseTarget() {
    target = folder.resolve("recording");
  }

  @Test
  void everyByteArrivesOnTheDisk() throws IOException {
    byte[] content = new byte[300_001];
    new Random(7).nextBytes(content);

    long written =
        new RecordingWriter(target, content.length, -1, told::add)
            .write(new ByteArrayInputStream(content));

    assertThat(written).isEqualTo(content.length);
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void anEmptyRecordingIsAnEmptyFile() throws IOException {
    assertThat(new RecordingWriter(target, 10, 0, told::add).write(InputStream.nullInputStream()))
        .isZero();
    assertThat(target).isEmptyFile();
  }

  @Test
  void oneByteTooManyEndsTheWriting() {
    assertThatThrownBy(
            () ->
                new RecordingWriter(target, 9, -1, told::add)
                    .write(new ByteArrayInputStream(new byte[10])))
        .isInstanceOf(RecordingWriter.TooLongException.class);
  }

  @Test
  void whatGoesBeyondTheLimitIsNotReadToItsEnd() {
    Trickle endless = new Trickle(Integer.MAX_VALUE);

    assertThatThrownBy(() -> new RecordingWriter(target, 25, -1, told::add).write(endless))
        .isInstanceOf(RecordingWriter.TooLongException.class);
    assertThat(endless.reads).isEqualTo(3);
  }

  @Test
  void aFileThatExistsIsNeverOverwritten() throws IOException {
    Files.writeString(target, "precious");

    assertThatThrownBy(
            () ->
                new RecordingWriter(target, 10, -1, told::add)
                    .write(new ByteArrayInputStream(new byte[1])))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(target).hasContent("precious");
  }

  @Test
  void howFarItIsIsToldNowAndThen() throws IOException {
    new RecordingWriter(target, 1000, 40, told::add).write(new Trickle(4).withPauses());

    assertThat(told).containsExactly(25, 50, 75, 99);
  }

  @Test
  void moreThanWasPromisedIsNeverMoreThan99Percent() throws IOException {
    new RecordingWriter(target, 1000, 5, told::add).write(new Trickle(2).withPauses());

    assertThat(told).containsExactly(99, 99);
  }

  @Test
  void whatComesAtOnceIsNotToldInEveryStep() throws IOException {
    new RecordingWriter(target, 1_000_000, 200_000, told::add).write(new Trickle(20_000));

    assertThat(told).hasSizeLessThan(100);
  }

  @Test
  void nothingIsToldWhereNobodyKnowsHowMuchWillCome() throws IOException {
    new RecordingWriter(target, 1000, -1, told::add).write(new Trickle(2).withPauses());

    assertThat(told).isEmpty();
  }

  @Test
  void whoeverIsToldMayStopTheWriting() {
    ProblemException cancelled = new ProblemException(ErrorCode.CANCELLED, "Cancelled.");
    Trickle content = new Trickle(4).withPauses();

    assertThatThrownBy(
            () ->
                new RecordingWriter(
                        target,
                        1000,
                        40,
                        percentage -> {
                          throw cancelled;
                        })
                    .write(content))
        .isSameAs(cancelled);
    assertThat(content.reads).isEqualTo(1);
  }

  @Test
  void contentThatBreaksOffIsTold() {
    IOException broken = new IOException("connection reset");
    InputStream content =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw broken;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            throw broken;
          }
        };

    assertThatThrownBy(() -> new RecordingWriter(target, 10, -1, told::add).write(content))
        .isSameAs(broken);
  }

  /** Ten bytes with every read. */
  private static final class Trickle extends InputStream {

    private final int most;
    private boolean pauses;
    private int reads;

    Trickle(int most) {
      this.most = most;
    }

    /** From now on every read takes longer than the time between two tellings. */
    Trickle withPauses() {
      pauses = true;
      return this;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read several bytes at once");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (reads == most) {
        return -1;
      }
      reads++;
      if (pauses) {
        long from = System.nanoTime();
        await()
            .pollInterval(10, TimeUnit.MILLISECONDS)
            .until(() -> System.nanoTime() - from > TimeUnit.MILLISECONDS.toNanos(510));
      }
      return Math.min(10, length);
    }
  }
}
