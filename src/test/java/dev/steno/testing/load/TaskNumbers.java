package dev.steno.testing.load;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What of one task has been counted: its segments, and the messages that only the bare loop sent.
 */
final class TaskNumbers {

  private final AtomicLong segments = new AtomicLong();
  private final AtomicLong messages = new AtomicLong();

  long nextSegment() {
    return segments.incrementAndGet();
  }

  long nextMessage() {
    return messages.incrementAndGet();
  }
}
