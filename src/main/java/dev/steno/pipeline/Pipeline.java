package dev.steno.pipeline;

import dev.steno.audio.DecodeListener;
import dev.steno.audio.MediaDecoder;
import dev.steno.audio.PcmAudio;
import dev.steno.audio.SpeechChunker;
import dev.steno.engine.WordAligner;
import dev.steno.pipeline.Checkpoints.Advance;
import dev.steno.pipeline.Checkpoints.Resumption;
import dev.steno.progress.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/** From a recording to segments: decode, then transcribe. */
public final class Pipeline {

  private final MediaDecoder decoder;
  private final Transcription transcription;

  /**
   * A pipeline for any number of jobs at once.
   *
   * @param executor recognises chunks beside each other; one thread for each chunk in flight
   */
  public Pipeline(
      MediaDecoder decoder, SpeechChunker chunker, ExecutorService executor, Clock clock) {
    this.decoder = decoder;
    this.transcription = new Transcription(chunker, new WordAligner(), executor, clock);
  }

  /**
   * Does the job, from where earlier attempts ended.
   *
   * @param cancelled whether the job is no longer wanted
   * @throws dev.steno.problem.ProblemException where the recording or the engine is at fault
   * @throws CancellationException where it was cancelled; nothing is left running
   */
  public void run(Job job, Checkpoints checkpoints, BooleanSupplier cancelled) {
    Resumption before = checkpoints.resumption();
    try {
      decode(job, checkpoints, cancelled);
    } catch (InterruptedException shuttingDown) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("interrupted while decoding").initCause(shuttingDown);
    }
    try (PcmAudio audio = PcmAudio.open(job.pcm())) {
      transcription.run(job, audio, before, checkpoints, cancelled);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the decoded audio could not be read", unreadable);
    }
  }

  private void decode(Job job, Checkpoints checkpoints, BooleanSupplier cancelled)
      throws InterruptedException {
    checkpoints.advanced(new Advance(Stage.TRANSCRIBING, 0, "Reading the recording", null));
    checkpoints.decoded(
        decoder.decode(
            job.recording(),
            job.pcm(),
            new DecodeListener() {
              @Override
              public void decoded(long millis, long totalMillis) {
                // Decoding takes under a hundredth of the time of recognising: not worth a message.
              }

              @Override
              public boolean cancelled() {
                return cancelled.getAsBoolean();
              }
            }));
  }
}
