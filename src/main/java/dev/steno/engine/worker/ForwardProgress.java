package dev.steno.engine.worker;

import dev.steno.engine.RecognitionListener;

/** Passes on only what is further than before, so that a second try never shows as going back. */
final class ForwardProgress implements RecognitionListener {

  private final RecognitionListener listener;
  private final long chunkMillis;
  private long furthest;

  ForwardProgress(RecognitionListener listener, long chunkMillis) {
    this.listener = listener;
    this.chunkMillis = chunkMillis;
  }

  @Override
  public void recognized(long millis) {
    long inside = Math.min(millis, chunkMillis);
    if (inside > furthest) {
      furthest = inside;
      listener.recognized(inside);
    }
  }

  @Override
  public boolean cancelled() {
    return listener.cancelled();
  }

  /** The whole chunk is done. */
  void complete() {
    recognized(chunkMillis);
  }
}
