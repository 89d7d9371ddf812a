package dev.steno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The log of a task as the server has stored it: the truth about what was to be heard. */
public final class StoredLog {

  private final SortedMap<Long, LogLine> lines = new TreeMap<>();

  private StoredLog(List<LogLine> lines) {
    lines.forEach(line -> this.lines.put(line.seq(), line));
  }

  /** Asks a server with a {@link StoryTeller}. */
  public static StoredLog of(StenoClient client, String taskId) {
    String body = client.get("testing/log?task=" + taskId).body();
    return new StoredLog(body.lines().map(line -> LogLine.of(line).orElseThrow()).toList());
  }

  /** The highest number in it. */
  public long last() {
    return lines.lastKey();
  }

  /**
   * Checks that a client has exactly what this log holds up to the client's last message, and
   * beyond that nothing but progress that newer progress has taken the place of.
   */
  public void mustBeWhatIsIn(Collected client) {
    long end = client.last();
    Set<Long> heard = new HashSet<>();
    for (LogLine line : client.lines()) {
      heard.add(line.seq());
      LogLine stored = lines.get(line.seq());
      if (stored == null) {
        assertThat(isSuperseded(line)).as("%s is not in the log", line.text()).isTrue();
      } else {
        assertThat(line.text()).isEqualTo(stored.text());
      }
    }
    assertThat(lines.headMap(end + 1).keySet())
        .as("the log up to %s", end)
        .allMatch(heard::contains);
  }

  private boolean isSuperseded(LogLine line) {
    return line.isProgress()
        && lines.tailMap(line.seq()).values().stream().anyMatch(LogLine::isProgress);
  }
}
