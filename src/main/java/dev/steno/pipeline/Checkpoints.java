package dev.steno.pipeline;

import dev.steno.audio.Chunk;
import dev.steno.audio.DecodedMedia;
import dev.steno.progress.Stage;
import dev.steno.transcript.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline keeps and tells, so that another attempt can go on where this one ended. Every
 * method is called from one thread, in the order of the work, and throws where the attempt is over
 * (cancelled, deleted, replaced); the pipeline then stops.
 */
public interface Checkpoints {

  /** How far earlier attempts came. */
  Resumption resumption();

  /**
   * What earlier attempts left.
   *
   * @param chunks where the recording was cut, or {@code null} where it was not yet
   * @param finishedChunks how many of them, from the first, are recognised
   * @param segments how many segments those gave
   */
  record Resumption(@Nullable List<Chunk> chunks, int finishedChunks, int segments) {}

  /** The recording was decoded. */
  void decoded(DecodedMedia media);

  /** The recording was cut; from now on every attempt uses these borders. */
  void cut(List<Chunk> chunks);

  /** What is spoken was found out, an ISO 639-1 code; from now on every attempt uses it. */
  void detected(String language);

  /**
   * Chunks were recognised. Kept and told at once, all or nothing.
   *
   * @param chunks the next in order, at least one
   * @param segments what was said in them, in order
   * @param advance how far the attempt is now, or {@code null} where that was told a moment ago
   */
  void recognized(List<Chunk> chunks, List<Segment> segments, @Nullable Advance advance);

  /** All segments as they are kept now, in order: those of earlier attempts, too. */
  List<Segment> segments();

  /**
   * Words were moved. Kept and told at once, all or nothing.
   *
   * @param segments take the place of those with the same index
   * @param advance how far the attempt is now
   */
  void aligned(List<Segment> segments, Advance advance);

  /** Keeps one sentence that readers of the transcript should know; once. */
  void warn(String sentence);

  /** The attempt came further without anything to keep. */
  void advanced(Advance advance);

  /**
   * How far an attempt is.
   *
   * @param stage the stage it is in
   * @param percentage 0 to 99 of the attempt's work
   * @param message one short sentence for people
   * @param etaSeconds seconds left, or {@code null} while unknown
   */
  record Advance(Stage stage, int percentage, String message, @Nullable Integer etaSeconds) {}
}
