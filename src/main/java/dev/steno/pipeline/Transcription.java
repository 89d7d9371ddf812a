package dev.steno.pipeline;

import dev.steno.audio.Chunk;
import dev.steno.audio.PcmAudio;
import dev.steno.audio.SpeechChunker;
import dev.steno.engine.WordAligner;
import dev.steno.pipeline.Checkpoints.Advance;
import dev.steno.pipeline.Checkpoints.Resumption;
import dev.steno.progress.Stage;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/** From decoded audio to segments: cut at pauses, find out the language, recognise, align. */
final class Transcription {

  private final SpeechChunker chunker;
  private final WordAligner aligner;
  private final ExecutorService executor;
  private final Clock clock;

  Transcription(SpeechChunker chunker, WordAligner aligner, ExecutorService executor, Clock clock) {
    this.chunker = chunker;
    this.aligner = aligner;
    this.executor = executor;
    this.clock = clock;
  }

  void run(
      Job job,
      PcmAudio audio,
      Resumption before,
      Checkpoints checkpoints,
      BooleanSupplier cancelled)
      throws IOException {
    List<Chunk> chunks = before.chunks();
    if (chunks == null) {
      chunks = chunker.chunk(audio, job.recognizer().chunkLengths());
      checkpoints.cut(chunks);
    }
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("cancelled after cutting");
    }
    if (before.finishedChunks() < chunks.size()) {
      Job understood =
          job.language() == null ? understood(job, audio, chunks, checkpoints, cancelled) : job;
      new Recognition(understood, audio, chunks, before, checkpoints, clock)
          .run(executor, cancelled);
    }
    new Aligning(audio, aligner, checkpoints).run(cancelled);
  }

  private static Job understood(
      Job job,
      PcmAudio audio,
      List<Chunk> chunks,
      Checkpoints checkpoints,
      BooleanSupplier cancelled)
      throws IOException {
    checkpoints.advanced(new Advance(Stage.TRANSCRIBING, 0, "Finding out the language", null));
    String language = SpokenLanguage.of(job, audio, chunks, cancelled);
    checkpoints.detected(language);
    return job.in(language);
  }
}
