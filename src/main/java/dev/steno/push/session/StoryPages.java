package dev.steno.push.session;

import dev.steno.progress.EventReader;
import dev.steno.push.message.EncodedMessage;
import dev.steno.push.message.MessageWriter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the logs, encoded once for all who join: a thousand who come back at once after a
 * restart ask for the same. The pages used last are kept, as many as fit into a bound.
 *
 * <p>A full page never changes, but for progress that was superseded meanwhile, which harms nobody.
 * The last page of a log is used again only as long as its task has given out no further number.
 */
final class StoryPages {

  private static final long MOST_BYTES = 8L * 1024 * 1024;

  private final EventReader events;
  private final MessageWriter writer;

  private final Map<Key, Page> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  StoryPages(EventReader events, MessageWriter writer) {
    this.events = events;
    this.writer = writer;
  }

  private record Key(String taskId, long since, int limit) {}

  /** What was read, and the newest number of the task just before. */
  private record Page(List<EncodedMessage> messages, boolean full, long lastSeq) {

    long bytes() {
      return messages.stream().mapToLong(EncodedMessage::bytes).sum();
    }
  }

  /**
   * Reads the log, as {@link EventReader#read} does: what was committed before the call is in it.
   *
   * @return in ascending {@code seq}; fewer than {@code limit} only where the log ends
   */
  List<EncodedMessage> read(String taskId, long since, int limit) {
    Key key = new Key(taskId, since, limit);
    Page known = find(key);
    if (known != null && known.full()) {
      return known.messages();
    }
    // Asked before reading: what is written in between makes the page look older than it is.
    long lastSeq = events.extent(taskId).map(EventReader.Extent::lastSeq).orElse(0L);
    if (known != null && known.lastSeq() == lastSeq) {
      return known.messages();
    }
    List<EncodedMessage> messages =
        events.read(taskId, since, limit).stream().map(writer::encode).toList();
    if (!messages.isEmpty()) {
      keep(key, new Page(messages, messages.size() >= limit, lastSeq));
    }
    return messages;
  }

  private synchronized @Nullable Page find(Key key) {
    return kept.get(key);
  }

  private synchronized void keep(Key key, Page page) {
    Page before = kept.put(key, page);
    bytes += page.bytes() - (before == null ? 0 : before.bytes());
    Iterator<Page> oldest = kept.values().iterator();
    while (bytes > MOST_BYTES && kept.size() > 1) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }
}
