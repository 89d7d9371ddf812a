package dev.steno.push.message;

import dev.steno.problem.ErrorCode;
import dev.steno.progress.LoggedEvent;
import dev.steno.progress.ProgressEvent;
import dev.steno.progress.Stage;
import dev.steno.transcript.Segment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the server tells those who watch a task; one record for each {@code type} on the wire. */
public sealed interface ServerMessage {

  /** The value of {@code type}. */
  String type();

  /**
   * The message that tells of an event.
   *
   * @param logged an event with its number
   */
  static ServerMessage of(LoggedEvent logged) {
    ProgressEvent event = logged.event();
    if (event instanceof ProgressEvent.Advanced advanced) {
      return new Progress(
          logged.taskId(),
          logged.seq(),
          logged.attempt(),
          advanced.stage(),
          advanced.percentage(),
          advanced.message(),
          advanced.etaSeconds(),
          advanced.queuePosition(),
          logged.at());
    }
    if (event instanceof ProgressEvent.Recognized recognized) {
      return new Recognized(
          logged.taskId(), logged.seq(), logged.attempt(), recognized.segment(), logged.at());
    }
    if (event instanceof ProgressEvent.Failed failed) {
      return new Failed(
          logged.taskId(),
          logged.seq(),
          logged.attempt(),
          failed.errorCode(),
          failed.userMessage(),
          failed.technicalDetail(),
          logged.at());
    }
    ProgressEvent.Edited edited = (ProgressEvent.Edited) event;
    return new Edited(logged.taskId(), logged.seq(), edited.revision(), logged.at());
  }

  /**
   * {@code progress}: the task moved on.
   *
   * @param taskId the task
   * @param seq the number of the message
   * @param attempt the attempt it belongs to; 0 while uploading
   * @param stage where the task stands
   * @param percentage 0 to 100
   * @param message one sentence for people, or empty
   * @param etaSeconds seconds left, or {@code null} while unknown
   * @param queuePosition 1 for the next in line, or {@code null} where it does not wait
   * @param timestamp when it was stored
   */
  record Progress(
      String taskId,
      long seq,
      int attempt,
      Stage stage,
      int percentage,
      String message,
      @Nullable Integer etaSeconds,
      @Nullable Integer queuePosition,
      Instant timestamp)
      implements ServerMessage {
    @Override
    public String type() {
      return "progress";
    }
  }

  /**
   * {@code segment}: a segment was recognised.
   *
   * @param taskId the task
   * @param seq the number of the message
   * @param attempt the attempt it belongs to
   * @param segment what was said; milliseconds here, seconds on the wire
   * @param timestamp when it was stored
   */
  record Recognized(String taskId, long seq, int attempt, Segment segment, Instant timestamp)
      implements ServerMessage {
    @Override
    public String type() {
      return "segment";
    }
  }

  /**
   * {@code edited}: the transcript was corrected; fetch it again.
   *
   * @param taskId the task
   * @param seq the number of the message
   * @param revision of the transcript, after the correction
   * @param timestamp when it was stored
   */
  record Edited(String taskId, long seq, int revision, Instant timestamp) implements ServerMessage {
    @Override
    public String type() {
      return "edited";
    }
  }

  /**
   * {@code error}: an attempt ended without a transcript, or the client was not understood.
   *
   * @param taskId the task, or {@code null} where the error is about a message of the client
   * @param seq the number of the message, or {@code null} where it is not in the log
   * @param attempt the attempt that failed, or {@code null} where none did
   * @param errorCode a name of {@code ErrorCode}
   * @param userMessage for the person
   * @param technicalDetail for the administrator, or {@code null}
   * @param timestamp when it happened
   */
  record Failed(
      @Nullable String taskId,
      @Nullable Long seq,
      @Nullable Integer attempt,
      String errorCode,
      String userMessage,
      @Nullable String technicalDetail,
      Instant timestamp)
      implements ServerMessage {

    /** The answer to a message of the client that makes no sense; the socket stays open. */
    public static Failed badMessage(String userMessage, Instant timestamp) {
      return new Failed(
          null, null, null, ErrorCode.BAD_MESSAGE.name(), userMessage, null, timestamp);
    }

    @Override
    public String type() {
      return "error";
    }
  }

  /**
   * {@code heartbeat}: keeps proxies from closing an idle connection.
   *
   * @param timestamp when it was made
   */
  record Heartbeat(Instant timestamp) implements ServerMessage {
    @Override
    public String type() {
      return "heartbeat";
    }
  }

  /** {@code pong}: the answer to the client's {@code ping}. */
  record Pong() implements ServerMessage {
    @Override
    public String type() {
      return "pong";
    }
  }

  /**
   * {@code reset}: what the client has seen cannot be continued; everything follows again.
   *
   * @param taskId the task
   * @param seq the last number given out
   */
  record Reset(String taskId, long seq) implements ServerMessage {
    @Override
    public String type() {
      return "reset";
    }
  }
}
