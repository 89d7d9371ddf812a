package dev.steno.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.process.ParentWatch;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The child process that decodes one recording with FFmpeg's libraries. Its standard output belongs
 * to {@link DecoderLine}s alone.
 *
 * <p>Arguments: the recording, the file for its samples, the longest recording in milliseconds, the
 * largest single allocation of native memory in bytes.
 */
public final class DecoderMain {

  private DecoderMain() {}

  /** Decodes, answers on standard output whatever happens, and waits until the parent ends it. */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream parent =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    ParentWatch.begin(System.in);
    try {
      av_log_set_level(AV_LOG_ERROR);
      av_max_alloc(Long.parseLong(arguments[3]));
      Decoding.run(
          Path.of(arguments[0]),
          Path.of(arguments[1]),
          Long.parseLong(arguments[2]),
          line -> parent.println(line.text()));
    } catch (ProblemException problem) {
      parent.println(
          new DecoderLine.Problem(problem.code(), String.valueOf(problem.technicalDetail()))
              .text());
    } catch (IOException | RuntimeException | LinkageError failed) {
      // The whole of it for the log; only its kind for people, since messages can hold paths.
      failed.printStackTrace();
      parent.println(
          new DecoderLine.Problem(ErrorCode.INTERNAL, failed.getClass().getSimpleName()).text());
    }
    // Never: the parent kills, or goes away. So no answer is ever lost in a closing pipe.
    new CountDownLatch(1).await();
  }
}
