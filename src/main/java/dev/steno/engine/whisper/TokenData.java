package dev.steno.engine.whisper;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/**
 * {@code struct whisper_token_data} of whisper.cpp 1.7.1: 56 bytes. Times are hundredths of a
 * second, −1 where they were not computed.
 */
@FieldOrder({
  "id",
  "timestampId",
  "probability",
  "logProbability",
  "timestampProbability",
  "timestampSum",
  "start",
  "end",
  "dtw",
  "voiceLength"
})
public class TokenData extends Structure {

  public int id;
  public int timestampId;
  public float probability;
  public float logProbability;
  public float timestampProbability;
  public float timestampSum;
  public long start;
  public long end;
  public long dtw;
  public float voiceLength;

  /** As a function returns it. */
  public static final class ByValue extends TokenData implements Structure.ByValue {}
}
