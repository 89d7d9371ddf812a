package dev.steno.pipeline;

import dev.steno.audio.Chunk;
import dev.steno.audio.DecodedMedia;
import dev.steno.progress.Stage;
import dev.steno.transcript.Segment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A task as the database keeps it from one attempt to the next. The server can be made to crash at
 * any write: that write and all later ones are lost.
 */
final class StoredTask implements Checkpoints {

  /** What a crash looks like from inside. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  final TreeMap<Integer, Segment> segments = new TreeMap<>();
  final List<Segment> told = new ArrayList<>();
  final List<Advance> advances = new ArrayList<>();
  final Set<String> warnings = new LinkedHashSet<>();
  private @Nullable List<Chunk> chunks;
  private @Nullable String language;
  private int finished;
  private int writes;
  private int crashAt = Integer.MAX_VALUE;

  /** A task whose recording was cut already. */
  StoredTask(List<Chunk> chunks) {
    this.chunks = chunks;
  }

  /** A task whose recording was not cut yet. */
  StoredTask() {}

  /** The server crashes at the write of this number, from 0. */
  StoredTask crashingAt(int write) {
    crashAt = write;
    return this;
  }

  /** The server is up again. */
  void restart() {
    crashAt = Integer.MAX_VALUE;
  }

  @Nullable String language() {
    return language;
  }

  int finished() {
    return finished;
  }

  int writes() {
    return writes;
  }

  List<Stage> stages() {
    return advances.stream().map(Advance::stage).distinct().toList();
  }

  private void write() {
    write(1);
  }

  /** Chunks count one by one, since nobody knows how many are kept in one go. */
  private void write(int size) {
    if (writes + size > crashAt) {
      throw new Crash();
    }
    writes += size;
  }

  @Override
  public Resumption resumption() {
    return new Resumption(chunks, finished, segments.size());
  }

  @Override
  public void decoded(DecodedMedia media) {
    throw new UnsupportedOperationException("nothing is decoded here");
  }

  @Override
  public void cut(List<Chunk> cut) {
    write();
    chunks = cut;
  }

  @Override
  public void detected(String spoken) {
    write();
    language = spoken;
  }

  @Override
  public void recognized(List<Chunk> recognized, List<Segment> said, @Nullable Advance advance) {
    write(recognized.size());
    finished += recognized.size();
    tell(said, advance);
  }

  @Override
  public List<Segment> segments() {
    return List.copyOf(segments.values());
  }

  @Override
  public void aligned(List<Segment> moved, Advance advance) {
    write();
    tell(moved, advance);
  }

  @Override
  public void warn(String sentence) {
    write();
    warnings.add(sentence);
  }

  @Override
  public void advanced(Advance advance) {
    write();
    advances.add(advance);
  }

  private void tell(List<Segment> said, @Nullable Advance advance) {
    told.addAll(said);
    said.forEach(segment -> segments.put(segment.index(), segment));
    if (advance != null) {
      advances.add(advance);
    }
  }
}
