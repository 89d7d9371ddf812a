package dev.steno.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one client has of the story of a task, over all its connections. */
public final class Collected {

  private static final Set<String> OUTSIDE_THE_LOG = Set.of("heartbeat", "pong");

  private final Chronicle chronicle;
  private final List<Long> numbers = new ArrayList<>();
  private volatile long last;

  /** Nothing yet of the task whose chronicle this is. */
  public Collected(Chronicle chronicle) {
    this.chronicle = chronicle;
  }

  /** Takes what the server said; fails where it has said it before, or something later. */
  public void hear(String message) {
    Optional<LogLine> heard = LogLine.of(message);
    String type = LogLine.type(message);
    if (OUTSIDE_THE_LOG.contains(type)) {
      return;
    }
    if (heard.isEmpty() || type.equals("reset")) {
      throw new AssertionError("after " + last + " no part of the story: " + message);
    }
    LogLine line = heard.get();
    if (line.seq() <= last) {
      throw new AssertionError("after " + last + " again or too late: " + message);
    }
    chronicle.note(line);
    synchronized (numbers) {
      numbers.add(line.seq());
    }
    last = line.seq();
  }

  /** The task whose story it is. */
  public String taskId() {
    return chronicle.taskId();
  }

  /** The number of the last message, 0 where there is none. */
  public long last() {
    return last;
  }

  /** What to append to the address when it comes back. */
  public String since() {
    return last == 0 ? "" : "?since=" + last;
  }

  /** All messages so far. */
  List<LogLine> lines() {
    synchronized (numbers) {
      return numbers.stream().map(chronicle::line).toList();
    }
  }
}
