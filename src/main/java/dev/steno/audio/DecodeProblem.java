package dev.steno.audio;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The sentences for what can go wrong while a recording is decoded. */
final class DecodeProblem {

  private DecodeProblem() {}

  /**
   * A problem with its sentence for people.
   *
   * @param detail for the administrator, without paths
   */
  static ProblemException of(ErrorCode code, @Nullable String detail) {
    return of(code, detail, null);
  }

  static ProblemException of(ErrorCode code, @Nullable String detail, @Nullable Throwable cause) {
    return new ProblemException(code, sentence(code), detail, cause);
  }

  private static String sentence(ErrorCode code) {
    return switch (code) {
      case EMPTY_MEDIA -> "The recording is empty. Check that it was saved, then submit it again.";
      case UNSUPPORTED_MEDIA ->
          "This file is no audio or video that can be read."
              + " Convert it to MP3, M4A or WAV, then submit it again.";
      case NO_AUDIO -> "This recording has no sound. Submit one that has an audio track.";
      case MEDIA_TOO_LARGE ->
          "This recording is longer than this server takes. Split it, then submit the parts.";
      case OUT_OF_MEMORY ->
          "Reading this recording took more memory than it may."
              + " Convert it to MP3 or WAV, then submit it again.";
      case STORAGE_FULL ->
          "The server's disk is full. Ask its administrator to make room, then try again.";
      case DECODE_FAILED ->
          "This recording could not be read; it may be damaged."
              + " Check that it plays, export it again, then submit it again.";
      default ->
          "The recording could not be read because of a fault of the server."
              + " Try again, and tell its administrator if it fails again.";
    };
  }
}
