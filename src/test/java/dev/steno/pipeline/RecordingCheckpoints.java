package dev.steno.pipeline;

import dev.steno.audio.Chunk;
import dev.steno.audio.DecodedMedia;
import dev.steno.transcript.Segment;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Remembers what the pipeline kept and told; can refuse, as when another attempt took over. */
class RecordingCheckpoints implements Checkpoints {

  final List<Integer> chunks = new CopyOnWriteArrayList<>();
  final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
  final List<Segment> segments = new CopyOnWriteArrayList<>();
  final List<Advance> advances = new CopyOnWriteArrayList<>();
  final List<String> warnings = new CopyOnWriteArrayList<>();
  final List<List<Segment>> aligned = new CopyOnWriteArrayList<>();

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
  public void detected(String language) {
    throw new UnsupportedOperationException("the language is known here");
  }

  @Override
  public List<Segment> segments() {
    TreeMap<Integer, Segment> byIndex = new TreeMap<>();
    segments.forEach(segment -> byIndex.put(segment.index(), segment));
    return List.copyOf(byIndex.values());
  }

  @Override
  public void aligned(List<Segment> moved, Advance advance) {
    aligned.add(moved);
    segments.addAll(moved);
    advances.add(advance);
  }

  @Override
  public void warn(String sentence) {
    warnings.add(sentence);
  }

  @Override
  public void recognized(List<Chunk> batch, List<Segment> told, @Nullable Advance advance) {
    batches.add(batch.stream().map(Chunk::index).toList());
    batch.forEach(chunk -> chunks.add(chunk.index()));
    segments.addAll(told);
    if (advance != null) {
      advances.add(advance);
    }
  }

  @Override
  public void advanced(Advance advance) {
    advances.add(advance);
  }
}
