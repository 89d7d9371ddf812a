package dev.steno.progress;

import dev.steno.transcript.Segment;
import org.jspecify.annotations.Nullable;

/** Something that happened to a task and that its watchers are told. */
public sealed interface ProgressEvent {

  /**
   * The task moved on.
   *
   * @param stage where it stands
   * @param percentage 0 to 100 of measured work
   * @param message one short sentence for people, or empty
   * @param etaSeconds seconds left, or {@code null} while unknown
   * @param queuePosition 1 for the next in line, or {@code null} where it does not wait
   */
  record Advanced(
      Stage stage,
      int percentage,
      String message,
      @Nullable Integer etaSeconds,
      @Nullable Integer queuePosition)
      implements ProgressEvent {}

  /**
   * A segment was recognised.
   *
   * @param segment in the order of its index
   */
  record Recognized(Segment segment) implements ProgressEvent {}

  /**
   * The attempt ended without a transcript.
   *
   * @param errorCode a name of {@code ErrorCode}
   * @param userMessage for the person
   * @param technicalDetail for the administrator, or {@code null}
   */
  record Failed(String errorCode, String userMessage, @Nullable String technicalDetail)
      implements ProgressEvent {}

  /**
   * The transcript was corrected.
   *
   * @param revision of the transcript, after the correction
   */
  record Edited(int revision) implements ProgressEvent {}
}
