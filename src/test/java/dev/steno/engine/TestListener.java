package dev.steno.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Remembers the progress it is told, and can be cancelled. */
public final class TestListener implements RecognitionListener {

  private final List<Long> progress = new CopyOnWriteArrayList<>();
  private final AtomicBoolean cancelled = new AtomicBoolean();

  @Override
  public void recognized(long millis) {
    progress.add(millis);
  }

  @Override
  public boolean cancelled() {
    return cancelled.get();
  }

  /** Everything that was told, in order. */
  public List<Long> progress() {
    return progress;
  }

  /** From now on the work is not wanted. */
  public void cancel() {
    cancelled.set(true);
  }
}
