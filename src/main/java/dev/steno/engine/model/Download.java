package dev.steno.engine.model;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the file of one model, over as many connections as it takes, each from where the one
 * before broke (RFC 9110, sections 13 and 14). Used once, by one thread.
 */
final class Download {

  private static final Logger LOG = System.getLogger(Download.class.getName());

  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int SERVER_ERROR = 500;

  /** Request time-out, too early, too many requests. */
  private static final Set<Integer> BUSY = Set.of(408, 425, 429);

  /** A connection that brought so many bytes was worth it: failures are counted anew. */
  private static final long WORTHWHILE = 1 << 20;

  /** The database and the recordings lie on this disk, too: so much is left for them. */
  static final long RESERVE = 256L << 20;

  private static final long UNKNOWN = -1;

  private final KnownModel model;
  private final ModelHub hub;
  private final FreeSpace space;
  private final StopSignal stop;
  private final Listener listener;

  /** The version of the file of which a part is there, where the hub named it. */
  private @Nullable String version;

  /** Whether what is there came in several parts, and so perhaps from several versions. */
  private boolean pieced;

  /** Is told how far it is. */
  @FunctionalInterface
  interface Listener {

    /**
     * Told often.
     *
     * @param bytes that are there
     * @param total bytes of the whole file, as far as is known
     */
    void arrived(long bytes, long total);
  }

  Download(KnownModel model, ModelHub hub, FreeSpace space, StopSignal stop, Listener listener) {
    this.model = model;
    this.hub = hub;
    this.space = space;
    this.stop = stop;
    this.listener = listener;
  }

  /**
   * Fetches what is missing, until the whole is what was published.
   *
   * @param part what is there already; it is removed where it is of no use, and kept otherwise
   * @throws ProblemException with {@code DOWNLOAD_FAILED} or {@code STORAGE_FULL}
   * @throws IOException where the file could not be read or made shorter
   * @throws java.util.concurrent.CancellationException where the work should stop
   */
  void into(PartFile part) throws IOException {
    ModelHub.Connection connection = hub.connect();
    pieced = part.length() > 0;
    transfer(connection, part);
    boolean whole = part.isWhole();
    if (!whole && pieced) {
      LOG.log(Level.INFO, "the parts of model {0} do not fit; fetching it anew", model.name());
      startOver(part);
      transfer(connection, part);
      whole = part.isWhole();
    }
    if (!whole) {
      part.delete();
      throw failed(
          "is not the file that was published (its "
              + model.checksum().algorithm()
              + " sum differs) and was removed. Try again; if it stays, the hub is no true mirror",
          null);
    }
  }

  private void transfer(ModelHub.Connection connection, PartFile part) throws IOException {
    int failures = 0;
    while (true) {
      long before = part.length();
      try {
        receive(connection, part);
        return;
      } catch (BrokenTransferException broken) {
        failures = part.length() - before >= WORTHWHILE ? 1 : failures + 1;
        LOG.log(Level.INFO, "fetching model {0}: {1}", model.name(), broken.getMessage());
        LOG.log(Level.DEBUG, "fetching model " + model.name(), broken);
        waitAfter(failures, broken);
      }
    }
  }

  private void waitAfter(int failures, BrokenTransferException broken) {
    Duration asked = broken.retryAfter() == null ? Duration.ZERO : broken.retryAfter();
    HubLimits limits = hub.limits();
    if (failures >= limits.attempts() || asked.compareTo(limits.longestPause()) > 0) {
      throw failed(
          "could not be fetched, or not all of it. Try again later: what has come is kept", broken);
    }
    Duration pause = limits.pauseAfter(failures);
    stop.pause(asked.compareTo(pause) > 0 ? asked : pause);
  }

  private void receive(ModelHub.Connection connection, PartFile part) throws IOException {
    try (HubAnswer answer = connection.get(model, part.length(), version, stop)) {
      switch (answer.status()) {
        case OK -> startOver(part);
        case PARTIAL_CONTENT -> goOn(answer, part);
        case RANGE_NOT_SATISFIABLE -> {
          if (answer.wholeLength().orElse(UNKNOWN) == part.length()) {
            return;
          }
          startOver(part);
          throw new BrokenTransferException("what was there was of no use", null, null);
        }
        default -> refuse(answer);
      }
      long total = answer.wholeLength().orElse(UNKNOWN);
      checkRoom(part, total);
      version = answer.version();
      copy(answer.body(), part, total);
    }
  }

  private void goOn(HubAnswer answer, PartFile part) throws IOException {
    if (answer.firstByte().orElse(UNKNOWN) != part.length()) {
      startOver(part);
      throw new BrokenTransferException("another part came than was asked for", null, null);
    }
    pieced = part.length() > 0;
  }

  private void refuse(HubAnswer answer) throws BrokenTransferException {
    String reason = "answered " + answer.status();
    if (answer.status() >= SERVER_ERROR || BUSY.contains(answer.status())) {
      throw new BrokenTransferException(reason, answer.retryAfter(), null);
    }
    throw failed(
        "is not there: the hub answered "
            + answer.status()
            + ". Ask your administrator to look at STENO_MODEL_HUB",
        null);
  }

  private void startOver(PartFile part) throws IOException {
    if (part.length() > 0) {
      part.startOver();
    }
    pieced = false;
    version = null;
  }

  /** Before anything is written, not when the disk is full. */
  private void checkRoom(PartFile part, long total) throws IOException {
    if (total > model.mostBytes()) {
      throw tooLarge();
    }
    long missing = (total == UNKNOWN ? model.bytes() : total) - part.length();
    long usable = space.usableBytes(part.folder()) - RESERVE;
    if (missing > usable) {
      throw new ProblemException(
          ErrorCode.STORAGE_FULL,
          "The model "
              + model.name()
              + " needs "
              + mebibytes(missing)
              + " MiB of disk, but only "
              + mebibytes(Math.max(0, usable))
              + " MiB may be used. Make room, or choose a smaller model.");
    }
  }

  private void copy(BodyPieces body, PartFile part, long total) throws IOException {
    long most = total == UNKNOWN ? model.mostBytes() : total;
    listener.arrived(part.length(), total == UNKNOWN ? model.bytes() : total);
    for (List<ByteBuffer> piece = next(body); piece != null; piece = next(body)) {
      for (ByteBuffer bytes : piece) {
        if (bytes.remaining() > most - part.length()) {
          part.delete();
          throw tooLarge();
        }
        store(bytes, part);
      }
      listener.arrived(part.length(), total == UNKNOWN ? model.bytes() : total);
    }
    if (total != UNKNOWN && part.length() < total) {
      throw new BrokenTransferException("the file ended too early", null, null);
    }
  }

  private @Nullable List<ByteBuffer> next(BodyPieces body) throws BrokenTransferException {
    try {
      return body.next(hub.limits().stall(), stop);
    } catch (IOException broken) {
      throw new BrokenTransferException(String.valueOf(broken.getMessage()), null, broken);
    }
  }

  private static void store(ByteBuffer bytes, PartFile part) throws IOException {
    try {
      part.append(bytes);
    } catch (ClosedByInterruptException stopping) {
      throw stopping;
    } catch (IOException notTaken) {
      // What fills a disk must not stay on it.
      part.delete();
      throw new ProblemException(
          ErrorCode.STORAGE_FULL,
          "The server could not store the model; its disk may be full. Tell the administrator.",
          notTaken.getClass().getSimpleName(),
          notTaken);
    }
  }

  private ProblemException tooLarge() {
    return failed(
        "is far larger than the one that was published. Ask your administrator to look at"
            + " STENO_MODEL_HUB",
        null);
  }

  private ProblemException failed(String reason, @Nullable BrokenTransferException cause) {
    return new ProblemException(
        ErrorCode.DOWNLOAD_FAILED,
        "The model " + model.name() + " from " + hub.host() + " " + reason + ".",
        cause == null ? null : cause.getMessage(),
        cause);
  }

  private static long mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
