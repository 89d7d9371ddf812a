package dev.steno.testing.load;

import dev.steno.progress.LoggedEvent;
import dev.steno.progress.ProgressEvent;
import dev.steno.progress.ProgressEvent.Advanced;
import dev.steno.progress.ProgressEvent.Recognized;
import dev.steno.progress.ProgressLog;
import dev.steno.progress.ProgressLog.Story;
import dev.steno.progress.Stage;
import dev.steno.push.message.MessageWriter;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Tells a series of events on the thread that asks for it. */
final class Teller {

  private static final int ATTEMPT = 1;
  private static final int PERCENT = 100;

  private final ProgressLog log;
  private final StoringTime storing;
  private final Map<String, TaskNumbers> numbers;
  private final MessageWriter writer = new MessageWriter();
  private long lastSeq;

  Teller(ProgressLog log, StoringTime storing, Map<String, TaskNumbers> numbers) {
    this.log = log;
    this.storing = storing;
    this.numbers = numbers;
  }

  /** Tells a series to some tasks in turn. */
  Told tell(List<String> tasks, Series series) {
    long interval = series.rate() == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / series.rate();
    long[] storingTimes = new long[series.count()];
    long segments = 0;
    long latest = 0;
    long begin = System.nanoTime();
    for (int told = 0; told < series.count(); told++) {
      if (interval > 0) {
        latest = Math.max(latest, waitUntil(begin + told * interval));
      }
      String task = tasks.get(told % tasks.size());
      TaskNumbers counted = numbers.computeIfAbsent(task, first -> new TaskNumbers());
      // The share of segments is held within each task, not only over all.
      boolean isSegment = told / tasks.size() % PERCENT * 7 % PERCENT < series.segments();
      long ordinal = isSegment ? counted.nextSegment() : 0;
      segments += isSegment ? 1 : 0;
      storingTimes[told] = tell(task, counted, ordinal, series);
    }
    long nanos = System.nanoTime() - begin;
    Arrays.sort(storingTimes);
    return new Told(
        segments, nanos, latest, storingTimes[series.count() / 2], lastSeq, BareSocket.failures());
  }

  /** How late it is, in nanoseconds. */
  private static long waitUntil(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
    return -left;
  }

  /**
   * Tells one event; its stamp says when this began.
   *
   * @return how long storing it took, in nanoseconds
   */
  private long tell(String task, TaskNumbers counted, long ordinal, Series series) {
    long begin = System.nanoTime();
    ProgressEvent event = ordinal > 0 ? segment(ordinal, series.length()) : progress();
    if (series.to() != Audience.BARE) {
      lastSeq = log.record(task, () -> Story.of(ATTEMPT, event)).get(0).seq();
    }
    if (series.to() != Audience.STENO) {
      LoggedEvent logged =
          new LoggedEvent(task, counted.nextMessage(), ATTEMPT, Instant.now(), event);
      BareSocket.tell(task, writer.encode(logged).text());
    }
    return series.to() == Audience.BARE ? 0 : storing.lastOfThisThread() - begin;
  }

  private static ProgressEvent segment(long ordinal, int length) {
    long start = ordinal * 1000;
    List<Word> words =
        List.of(
            new Word("first", start, start + 300, 0.9, false),
            new Word("second", start + 300, start + 600, 0.8, false));
    return new Recognized(
        new Segment(
            (int) ordinal, start, start + 900, Stamp.text(ordinal, length), words, null, null));
  }

  private static ProgressEvent progress() {
    return new Advanced(Stage.TRANSCRIBING, 50, Stamp.text(0, 0), 60, null);
  }
}
