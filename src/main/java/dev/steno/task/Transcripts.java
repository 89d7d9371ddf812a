package dev.steno.task;

import dev.steno.progress.EventReader;
import dev.steno.progress.LoggedEvent;
import dev.steno.progress.ProgressEvent.Recognized;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Transcript;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Puts transcripts together from what the event log keeps. */
@ApplicationScoped
public class Transcripts {

  private static final int PAGE = 500;

  @Inject EventReader events;

  /** The transcript of a task as far as it was recognised. */
  public Transcript of(Task task) {
    return new Transcript(
        task.id(),
        0,
        task.language(),
        task.engine(),
        task.model(),
        task.durationMillis(),
        task.warnings(),
        List.of(),
        Transcript.turnsOf(segments(task.id())));
  }

  /** The segments of a task in their order; where an index was told twice, the newer. */
  List<Segment> segments(String taskId) {
    TreeMap<Integer, Segment> byIndex = new TreeMap<>();
    long since = 0;
    List<LoggedEvent> page;
    do {
      page = events.read(taskId, since, PAGE);
      for (LoggedEvent logged : page) {
        if (logged.event() instanceof Recognized recognized) {
          byIndex.put(recognized.segment().index(), recognized.segment());
        }
        since = logged.seq();
      }
    } while (page.size() == PAGE);
    return new ArrayList<>(byIndex.values());
  }
}
