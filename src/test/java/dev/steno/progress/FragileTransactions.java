package dev.steno.progress;

import dev.steno.config.Transactions;
import java.util.function.Supplier;

/** Transactions on a {@link LogOnDisk} whose commits fail as a test says. */
final class FragileTransactions extends Transactions {

  /** What becomes of a commit. */
  enum Commit {
    DONE,
    /** It is not done, and says so. */
    REFUSED,
    /** It is done, but the connection breaks before the answer. */
    UNANSWERED,
    /** The same, and the database cannot be reached again at once. */
    UNANSWERED_AND_AWAY
  }

  private final LogOnDisk log;
  private volatile Commit next = Commit.DONE;

  FragileTransactions(LogOnDisk log) {
    this.log = log;
  }

  /** What becomes of the next commit; those after it are done. */
  void next(Commit outcome) {
    next = outcome;
  }

  @Override
  public <T> T inNew(Supplier<T> work) {
    T result;
    try {
      result = work.get();
    } catch (RuntimeException failed) {
      log.rollback();
      throw failed;
    }
    Commit outcome = next;
    next = Commit.DONE;
    if (outcome == Commit.REFUSED) {
      log.rollback();
    } else {
      log.commit();
    }
    log.away(outcome == Commit.UNANSWERED_AND_AWAY);
    if (outcome != Commit.DONE) {
      throw new IllegalStateException("the commit failed");
    }
    return result;
  }
}
