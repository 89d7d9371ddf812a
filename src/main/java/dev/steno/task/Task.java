package dev.steno.task;

import dev.steno.problem.ProblemException;
import dev.steno.progress.Stage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording on its way to a transcript. The verbs are the legal transitions; any other throws
 * {@link IllegalTransitionException}.
 *
 * <pre>
 * uploading → queued → running → completed
 *     ↓          ↓  ↖     ↓ ↘
 *  failed    cancelled  (recovery)  failed, cancelled → queued (retry)
 * </pre>
 *
 * The column {@code last_seq} is not mapped: only the event log writes it.
 */
@Entity
@Table(name = "task")
public class Task {

  private static final int MOST_BEFORE_COMPLETE = 99;
  private static final int LONGEST_MESSAGE = 1000;
  private static final int LONGEST_DETAIL = 2000;
  private static final int LONGEST_WARNINGS = 4000;

  @Id private String id = "";

  @Enumerated(EnumType.STRING)
  private TaskStatus status = TaskStatus.UPLOADING;

  @Enumerated(EnumType.STRING)
  private Stage stage = Stage.UPLOADING;

  private int percentage;
  private int attempt;

  @Column(name = "file_name")
  private String fileName = "";

  @Column(name = "media_size")
  private long mediaSize;

  @Column(name = "media_type")
  private @Nullable String mediaType;

  @Column(name = "duration_millis")
  private @Nullable Long durationMillis;

  @Column(name = "wanted_language")
  private @Nullable String wantedLanguage;

  @Column(name = "wanted_engine")
  private @Nullable String wantedEngine;

  @Column(name = "wanted_model")
  private @Nullable String wantedModel;

  private @Nullable String prompt;
  private boolean translate;
  private @Nullable String language;
  private @Nullable String engine;
  private @Nullable String model;
  private String warnings = "";
  private @Nullable String node;

  @Column(name = "created_at")
  private long createdAt;

  @Column(name = "queued_at")
  private @Nullable Long queuedAt;

  @Column(name = "started_at")
  private @Nullable Long startedAt;

  @Column(name = "finished_at")
  private @Nullable Long finishedAt;

  @Column(name = "error_code")
  private @Nullable String errorCode;

  @Column(name = "error_message")
  private @Nullable String errorMessage;

  @Column(name = "error_detail")
  private @Nullable String errorDetail;

  /** For the persistence provider. */
  protected Task() {}

  /** A task whose recording begins to arrive at a node. */
  public static Task uploading(String id, String fileName, String toNode, Instant now) {
    Task task = new Task();
    task.node = toNode;
    task.id = id;
    task.fileName = fileName;
    task.createdAt = now.toEpochMilli();
    return task;
  }

  /** The recording is here; the first attempt waits for its turn. */
  public void enqueue(long size, Wishes wishes, Instant now) {
    require(TaskStatus.UPLOADING, "be queued");
    mediaSize = size;
    wantedLanguage = wishes.language();
    wantedEngine = wishes.engine();
    wantedModel = wishes.model();
    prompt = wishes.prompt();
    translate = wishes.translate();
    waitForNextAttempt(now.toEpochMilli());
  }

  /** A node takes it out of the queue. What it shows stays as it is until work begins. */
  public void start(String byNode, Instant now) {
    require(TaskStatus.QUEUED, "start");
    status = TaskStatus.RUNNING;
    node = byNode;
    startedAt = now.toEpochMilli();
  }

  /**
   * The node that ran it is gone; another attempt goes on from what is stored. It had its turn, so
   * it keeps its place before all who came later.
   */
  public void recover() {
    require(TaskStatus.RUNNING, "be recovered");
    waitForNextAttempt(queuedAt);
  }

  /** Somebody wants another attempt. */
  public void retry(Instant now) {
    if (status != TaskStatus.FAILED && status != TaskStatus.CANCELLED) {
      throw new IllegalTransitionException("be tried again", status);
    }
    waitForNextAttempt(now.toEpochMilli());
  }

  private void waitForNextAttempt(@Nullable Long since) {
    status = TaskStatus.QUEUED;
    stage = Stage.QUEUED;
    percentage = 0;
    attempt++;
    node = null;
    queuedAt = since;
    startedAt = null;
    finishedAt = null;
    errorCode = null;
    errorMessage = null;
    errorDetail = null;
  }

  /** The recording is still arriving. */
  public void receive(int uploadedPercentage) {
    require(TaskStatus.UPLOADING, "receive");
    percentage = Math.max(percentage, uploadedPercentage);
  }

  /**
   * The current attempt came further. What would be a step back changes nothing, and a hundred
   * percent are for those who can read the transcript.
   */
  public void advance(Stage reached, int reachedPercentage) {
    require(TaskStatus.RUNNING, "advance");
    stage = stage.compareTo(reached) > 0 ? stage : reached;
    percentage = Math.max(percentage, Math.min(MOST_BEFORE_COMPLETE, reachedPercentage));
  }

  /** What the decoder found out about the recording. */
  public void describeMedia(String type, long millis) {
    mediaType = type;
    durationMillis = millis;
  }

  /**
   * What recognises it.
   *
   * @param spokenLanguage ISO 639-1 code, or {@code null} while nobody knows
   */
  public void recognizeWith(String engineName, String modelName, @Nullable String spokenLanguage) {
    engine = engineName;
    model = modelName;
    language = spokenLanguage;
  }

  /** What is spoken was found out; an ISO 639-1 code. */
  public void hear(String spokenLanguage) {
    language = spokenLanguage;
  }

  /** Adds something a reader should know; once, and only while there is room. */
  public void warn(String sentence) {
    List<String> known = warnings();
    if (!known.contains(sentence) && warnings.length() + sentence.length() < LONGEST_WARNINGS) {
      warnings = known.isEmpty() ? sentence : warnings + "\n" + sentence;
    }
  }

  /** The transcript is there. */
  public void complete(Instant now) {
    require(TaskStatus.RUNNING, "complete");
    status = TaskStatus.COMPLETED;
    stage = Stage.COMPLETE;
    percentage = 100;
    finishedAt = now.toEpochMilli();
  }

  /** The upload or the current attempt ended without success. */
  public void fail(ProblemException problem, Instant now) {
    if (status != TaskStatus.RUNNING && status != TaskStatus.UPLOADING) {
      throw new IllegalTransitionException("fail", status);
    }
    end(TaskStatus.FAILED, problem, now);
  }

  /** Somebody ends it. */
  public void cancel(ProblemException reason, Instant now) {
    if (status.ended()) {
      throw new IllegalTransitionException("be cancelled", status);
    }
    end(TaskStatus.CANCELLED, reason, now);
  }

  private void end(TaskStatus as, ProblemException problem, Instant now) {
    status = as;
    errorCode = problem.code().name();
    errorMessage = shortened(problem.userMessage(), LONGEST_MESSAGE);
    String detail = problem.technicalDetail();
    errorDetail = detail == null ? null : shortened(detail, LONGEST_DETAIL);
    finishedAt = now.toEpochMilli();
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  private void require(TaskStatus expected, String verb) {
    if (status != expected) {
      throw new IllegalTransitionException(verb, status);
    }
  }

  /** Whether this attempt is the one that runs now. */
  public boolean runs(int thatAttempt) {
    return status == TaskStatus.RUNNING && attempt == thatAttempt;
  }

  public String id() {
    return id;
  }

  public TaskStatus status() {
    return status;
  }

  public Stage stage() {
    return stage;
  }

  public int percentage() {
    return percentage;
  }

  public int attempt() {
    return attempt;
  }

  public String fileName() {
    return fileName;
  }

  /** Size of the recording in bytes; 0 until it has arrived. */
  public long mediaSize() {
    return mediaSize;
  }

  public @Nullable String mediaType() {
    return mediaType;
  }

  public @Nullable Long durationMillis() {
    return durationMillis;
  }

  public Wishes wishes() {
    return new Wishes(wantedLanguage, wantedEngine, wantedModel, prompt, translate);
  }

  public @Nullable String language() {
    return language;
  }

  public @Nullable String engine() {
    return engine;
  }

  public @Nullable String model() {
    return model;
  }

  public List<String> warnings() {
    return warnings.isEmpty() ? List.of() : List.of(warnings.split("\n", -1));
  }

  /** The node that receives or runs it, or {@code null} where none does. */
  public @Nullable String node() {
    return node;
  }

  public Instant createdAt() {
    return Instant.ofEpochMilli(createdAt);
  }

  public @Nullable Instant startedAt() {
    return instant(startedAt);
  }

  public @Nullable Instant finishedAt() {
    return instant(finishedAt);
  }

  public @Nullable Long queuedAtMillis() {
    return queuedAt;
  }

  public @Nullable String errorCode() {
    return errorCode;
  }

  public @Nullable String errorMessage() {
    return errorMessage;
  }

  public @Nullable String errorDetail() {
    return errorDetail;
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
