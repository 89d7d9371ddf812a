package dev.steno.task;

import dev.steno.audio.Chunk;
import dev.steno.audio.DecodedMedia;
import dev.steno.audio.PcmAudio;
import dev.steno.pipeline.Checkpoints;
import dev.steno.progress.ProgressEvent;
import dev.steno.progress.ProgressEvent.Recognized;
import dev.steno.progress.ProgressLog.Story;
import dev.steno.transcript.Segment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what one attempt of a task finds. Every write carries the attempt's number and is refused
 * once the task has moved on without it.
 */
final class AttemptCheckpoints implements Checkpoints {

  private final String taskId;
  private final int attempt;
  private final TaskStore store;
  private final ChunkTable chunkTable;
  private final Transcripts transcripts;

  AttemptCheckpoints(
      String taskId, int attempt, TaskStore store, ChunkTable chunkTable, Transcripts transcripts) {
    this.taskId = taskId;
    this.attempt = attempt;
    this.store = store;
    this.chunkTable = chunkTable;
    this.transcripts = transcripts;
  }

  @Override
  public Resumption resumption() {
    ChunkTable.Stored stored = chunkTable.read(taskId);
    return stored.chunks().isEmpty()
        ? new Resumption(null, 0, 0)
        : new Resumption(stored.chunks(), stored.finished(), transcripts.segments(taskId).size());
  }

  @Override
  public void decoded(DecodedMedia media) {
    store.changeRunning(
        taskId,
        attempt,
        task -> {
          task.describeMedia(MediaTypes.of(media), PcmAudio.toMillis(media.samples()));
          media.warnings().forEach(task::warn);
          return Story.UNTOLD;
        });
  }

  @Override
  public void cut(List<Chunk> chunks) {
    store.changeRunning(
        taskId,
        attempt,
        task -> {
          if (chunks.isEmpty()) {
            task.warn("No speech was found in this recording.");
          }
          chunkTable.insert(taskId, chunks);
          return Story.UNTOLD;
        });
  }

  @Override
  public void detected(String language) {
    store.changeRunning(
        taskId,
        attempt,
        task -> {
          task.hear(language);
          return Story.UNTOLD;
        });
  }

  @Override
  public void recognized(List<Chunk> chunks, List<Segment> segments, @Nullable Advance advance) {
    store.changeRunning(
        taskId,
        attempt,
        task -> {
          chunkTable.finish(taskId, chunks);
          return told(task, segments, advance);
        });
  }

  @Override
  public List<Segment> segments() {
    return transcripts.segments(taskId);
  }

  @Override
  public void aligned(List<Segment> segments, Advance advance) {
    store.changeRunning(taskId, attempt, task -> told(task, segments, advance));
  }

  @Override
  public void warn(String sentence) {
    store.changeRunning(
        taskId,
        attempt,
        task -> {
          task.warn(sentence);
          return Story.UNTOLD;
        });
  }

  @Override
  public void advanced(Advance advance) {
    store.changeRunning(taskId, attempt, task -> told(task, List.of(), advance));
  }

  private Story told(Task task, List<Segment> segments, @Nullable Advance advance) {
    List<ProgressEvent> events = new ArrayList<>();
    segments.forEach(segment -> events.add(new Recognized(segment)));
    if (advance != null) {
      task.advance(advance.stage(), advance.percentage());
      events.add(TaskProgress.advanced(task, advance.message(), advance.etaSeconds()));
    }
    return new Story(attempt, events);
  }
}
