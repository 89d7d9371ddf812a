package dev.steno.push.session;

import dev.steno.push.message.EncodedMessage;
import dev.steno.push.message.EncodedMessage.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client, in the order in which it will be sent; bounded in messages and bytes.
 * Newer progress takes the place of older: the older is removed, the newer goes to the tail, so
 * that the order stays ascending.
 */
final class Outbox {

  private final int maxMessages;
  private final long maxBytes;
  private final Traffic traffic;

  private final Deque<EncodedMessage> waiting = new ArrayDeque<>();
  private long bytes;
  private @Nullable EncodedMessage replaceable;
  private boolean shut;

  Outbox(int maxMessages, long maxBytes, Traffic traffic) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
    this.traffic = traffic;
  }

  /**
   * Puts a message at the tail.
   *
   * @return false where it does not fit; then nothing was kept. A message too large for any outbox
   *     still fits into an empty one, since no client could ever get it otherwise. Once shut, every
   *     message is taken and forgotten.
   */
  synchronized boolean add(EncodedMessage message) {
    if (shut) {
      return true;
    }
    if (message.kind() != Kind.PLAIN && replaceable != null) {
      remove(replaceable);
    }
    if (!waiting.isEmpty()
        && (waiting.size() >= maxMessages || bytes + message.bytes() > maxBytes)) {
      return false;
    }
    waiting.addLast(message);
    bytes += message.bytes();
    if (message.kind() == Kind.PROGRESS) {
      replaceable = message;
    }
    return true;
  }

  /** Takes the message at the head, or gives {@code null} where none waits. */
  synchronized @Nullable EncodedMessage poll() {
    EncodedMessage message = waiting.pollFirst();
    if (message != null) {
      bytes -= message.bytes();
      if (message.equals(replaceable)) {
        replaceable = null;
      }
    }
    return message;
  }

  /** Whether less than half of the room is taken: the log may be read on. */
  synchronized boolean hasRoom() {
    return waiting.isEmpty() || (waiting.size() < maxMessages / 2 && bytes < maxBytes / 2);
  }

  /** Whether so little is left that whoever waited for room should go on. */
  synchronized boolean isLow() {
    return waiting.isEmpty() || (waiting.size() < maxMessages / 4 && bytes < maxBytes / 4);
  }

  /** Forgets everything, for good. */
  synchronized void shut() {
    shut = true;
    waiting.clear();
    bytes = 0;
    replaceable = null;
  }

  synchronized int size() {
    return waiting.size();
  }

  synchronized long bytes() {
    return bytes;
  }

  private void remove(EncodedMessage message) {
    // From the tail, where progress mostly is. Equal messages are one and the same number.
    if (waiting.removeLastOccurrence(message)) {
      bytes -= message.bytes();
      traffic.countSuperseded();
    }
    replaceable = null;
  }
}
