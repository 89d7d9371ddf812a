package dev.steno.audio;

/**
 * A stretch of audio that is recognised in one go, cut where nobody speaks.
 *
 * @param index its place, from 0, without gaps
 * @param startSample first sample, at {@link PcmAudio#SAMPLE_RATE}
 * @param endSample the sample after the last
 */
public record Chunk(int index, long startSample, long endSample) {

  /** Refuses an empty chunk. */
  public Chunk {
    if (startSample < 0 || endSample <= startSample) {
      throw new IllegalArgumentException("an empty chunk: " + startSample + " to " + endSample);
    }
  }

  /** Where it begins, in milliseconds from the start of the recording. */
  public long startMillis() {
    return PcmAudio.toMillis(startSample);
  }

  /** Where it ends, in milliseconds from the start of the recording. */
  public long endMillis() {
    return PcmAudio.toMillis(endSample);
  }

  /** Its length in milliseconds. */
  public long millis() {
    return endMillis() - startMillis();
  }
}
