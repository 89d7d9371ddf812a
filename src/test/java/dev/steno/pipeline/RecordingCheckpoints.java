package dev.steno.pipeline;

import dev.steno.audio.Chunk;
import dev.steno.audio.DecodedMedia;
import dev.steno.transcript.Segment;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what the pipeline kept and told; can refuse, as when another attempt took over. */
class RecordingCheckpoints implements Checkpoints {

  final List<Integer> chunks = new CopyOnWriteArrayList<>();
  final List<Segment> segments = new CopyOnWriteArrayList<>();
  final List<Advance> advances = new CopyOnWriteArrayList<>();

  @Override
  public Resumption resumption() {
    throw new UnsupportedOperationException("the pipeline asks, not the recognition");
  }

  @Override
  public void decoded(DecodedMedia media) {
    throw new UnsupportedOperationException("nothing is decoded here");
  }

  @Override
  public void cut(List<Chunk> cut) {
    throw new UnsupportedOperationException("nothing is cut here");
  }

  @Override
  public void recognized(Chunk chunk, List<Segment> told, Advance advance) {
    chunks.add(chunk.index());
    segments.addAll(told);
    advances.add(advance);
  }

  @Override
  public void advanced(Advance advance) {
    advances.add(advance);
  }
}
