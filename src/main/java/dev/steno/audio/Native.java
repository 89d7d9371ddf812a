package dev.steno.audio;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.nio.charset.StandardCharsets;

/** Answers of FFmpeg's functions: negative numbers are errors. Child processes only. */
final class Native {

  private static final int LONGEST_MESSAGE = 128;

  private Native() {}

  /** What FFmpeg says of one of its error numbers. */
  static String message(int error) {
    byte[] text = new byte[LONGEST_MESSAGE];
    av_strerror(error, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * Throws where the answer is an error.
   *
   * @param doing what was tried, for the technical detail
   */
  static int check(int answer, String doing) throws ProblemException {
    if (answer < 0) {
      throw DecodeProblem.of(ErrorCode.DECODE_FAILED, doing + ": " + message(answer));
    }
    return answer;
  }
}
