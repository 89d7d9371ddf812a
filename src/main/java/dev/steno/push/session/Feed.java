package dev.steno.push.session;

import dev.steno.progress.EventReader;
import dev.steno.push.message.EncodedMessage;
import dev.steno.push.message.ServerMessage;
import java.util.List;
import java.util.Optional;

/**
 * The story of a task as one client gets it: first what it has not seen, read from the log page by
 * page, then what happens, without a gap and without a repeat.
 *
 * <p>While it catches up, messages that happen are not queued: they are in the log already, so only
 * the highest number is remembered, and reading goes on until it has been reached. The log is read
 * no faster than the client takes it, so that no story is too long for an outbox.
 */
final class Feed {

  private static final int LARGEST_PAGE = 200;

  private final ClientConnection connection;
  private final Outbox outbox;
  private final Surroundings surroundings;
  private final String taskId;
  private final long since;
  private final int pageSize;

  private final Object lock = new Object();
  private boolean live;
  private volatile boolean waitingForRoom;
  private long cursor;
  private long highestSeen;

  /** A feed that has not begun. */
  Feed(ClientConnection connection, Outbox outbox, Surroundings surroundings, Watch watch) {
    this.connection = connection;
    this.outbox = outbox;
    this.surroundings = surroundings;
    this.taskId = watch.taskId();
    this.since = watch.since();
    // No more than the outbox would take.
    this.pageSize = Math.max(1, Math.min(LARGEST_PAGE, surroundings.limits().outboxMessages() / 2));
    this.cursor = watch.since();
  }

  /** Begins to catch up. The connection must be in the registry by now, else there is a gap. */
  void begin() {
    connection.read(this::start);
  }

  /**
   * A message that happens now; those of a task come in ascending order.
   *
   * @return false where the outbox has no place for it
   */
  boolean tell(EncodedMessage message) {
    synchronized (lock) {
      if (!live) {
        highestSeen = Math.max(highestSeen, message.seq());
        return true;
      }
      if (message.seq() <= cursor) {
        return true;
      }
      cursor = message.seq();
      return outbox.add(message);
    }
  }

  /** A message left the outbox: perhaps there is room again to read on. */
  void onSent() {
    if (!waitingForRoom) {
      return;
    }
    synchronized (lock) {
      if (!waitingForRoom || !outbox.isLow()) {
        return;
      }
      waitingForRoom = false;
    }
    connection.read(this::readOn);
  }

  private void start() {
    Optional<EventReader.Extent> extent =
        surroundings.maySee().test(taskId)
            ? surroundings.events().extent(taskId)
            : Optional.empty();
    if (extent.isEmpty()) {
      connection.close(Farewell.NO_SUCH_TASK);
      return;
    }
    long lastSeq = extent.get().lastSeq();
    // A client that has seen nothing has nothing to be reset.
    if (since > 0 && (since > lastSeq || since < extent.get().prunedThrough())) {
      connection.offer(surroundings.writer().encode(new ServerMessage.Reset(taskId, lastSeq)));
      synchronized (lock) {
        cursor = 0;
      }
    }
    readOn();
  }

  private void readOn() {
    if (connection.isClosed()) {
      return;
    }
    long from;
    long seenBefore;
    synchronized (lock) {
      from = cursor;
      seenBefore = highestSeen;
    }
    List<EncodedMessage> page = surroundings.pages().read(taskId, from, pageSize);
    for (EncodedMessage message : page) {
      // What finds no place is forgotten and read again: a thousand slow clients that join at once
      // must not each hold a page.
      if (!replay(message)) {
        return;
      }
      connection.flush();
    }
    if (page.size() >= pageSize || !isCaughtUp(seenBefore)) {
      // A turn of its own for each page, so that one long story does not keep others waiting.
      connection.read(this::readOn);
    }
  }

  private boolean replay(EncodedMessage message) {
    synchronized (lock) {
      if (!outbox.hasRoom() || !outbox.add(message)) {
        waitingForRoom = true;
        return false;
      }
      cursor = message.seq();
      return true;
    }
  }

  /**
   * Goes live where nothing happened since the end of the log was read.
   *
   * @param seenBefore the highest number that had happened before it was read. It was in the log,
   *     or newer progress in its place, or the task is gone: there is no use in looking again.
   */
  private boolean isCaughtUp(long seenBefore) {
    synchronized (lock) {
      cursor = Math.max(cursor, seenBefore);
      live = highestSeen <= cursor;
      return live;
    }
  }
}
