package dev.steno.push.session;

import dev.steno.progress.EventReader;
import dev.steno.progress.LoggedEvent;
import dev.steno.progress.ProgressEvent;
import dev.steno.progress.Stage;
import dev.steno.transcript.Segment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The log of the tasks, in memory. */
public final class MemoryLog implements EventReader {

  private static final Instant AT = Instant.parse("2026-01-27T07:11:56Z");

  private final Map<String, ConcurrentNavigableMap<Long, LoggedEvent>> tasks =
      new ConcurrentHashMap<>();
  private volatile long prunedThrough;
  private volatile boolean broken;

  public void create(String taskId) {
    tasks.put(taskId, new ConcurrentSkipListMap<>());
  }

  public void delete(String taskId) {
    tasks.remove(taskId);
  }

  public void prune(long through) {
    prunedThrough = through;
  }

  public void breakDown() {
    broken = true;
  }

  public LoggedEvent segment(String taskId) {
    int index = (int) extent(taskId).map(Extent::lastSeq).orElse(0L).longValue();
    return append(
        taskId,
        new ProgressEvent.Recognized(
            new Segment(
                index, index * 1000L, index * 1000L + 900, "said " + index, List.of(), null)));
  }

  public LoggedEvent progress(String taskId, int percentage) {
    return append(
        taskId,
        new ProgressEvent.Advanced(
            percentage == 100 ? Stage.COMPLETE : Stage.TRANSCRIBING, percentage, "", null, null));
  }

  public LoggedEvent append(String taskId, ProgressEvent event) {
    ConcurrentNavigableMap<Long, LoggedEvent> story = story(taskId);
    long seq = story.isEmpty() ? 1 : story.lastKey() + 1;
    LoggedEvent logged = new LoggedEvent(taskId, seq, 1, AT, event);
    story.put(seq, logged);
    return logged;
  }

  public boolean exists(String taskId) {
    return tasks.containsKey(taskId);
  }

  @Override
  public Optional<Extent> extent(String taskId) {
    ConcurrentNavigableMap<Long, LoggedEvent> story = tasks.get(taskId);
    return story == null
        ? Optional.empty()
        : Optional.of(new Extent(story.isEmpty() ? 0 : story.lastKey(), prunedThrough));
  }

  /** The whole story, as everybody should see it, but for superseded progress. */
  public List<LoggedEvent> all(String taskId) {
    return List.copyOf(story(taskId).values());
  }

  @Override
  public List<LoggedEvent> read(String taskId, long since, int limit) {
    if (broken) {
      throw new IllegalStateException("the database is away");
    }
    ConcurrentNavigableMap<Long, LoggedEvent> story = tasks.get(taskId);
    if (story == null) {
      return List.of();
    }
    // Up to one moment, as a database would show it.
    long last = story.isEmpty() ? 0 : story.lastKey();
    long newestProgress =
        story.headMap(last, true).descendingMap().values().stream()
            .filter(logged -> logged.event() instanceof ProgressEvent.Advanced)
            .mapToLong(LoggedEvent::seq)
            .findFirst()
            .orElse(0);
    return story.subMap(since, false, Math.max(since, last), true).values().stream()
        .filter(
            logged ->
                logged.seq() == newestProgress
                    || !(logged.event() instanceof ProgressEvent.Advanced))
        .limit(limit)
        .toList();
  }

  private ConcurrentNavigableMap<Long, LoggedEvent> story(String taskId) {
    return tasks.computeIfAbsent(taskId, id -> new ConcurrentSkipListMap<>());
  }
}
