package dev.steno.testing;

import dev.steno.audio.SpokenText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Recordings for tests of the whole server, spoken when they are needed. */
public final class Speech {

  private static final String STORY =
      "the child almost hurt the small dog. drop the two when you add the figures."
          + " at that high level the air is pure. a thin stripe runs down the middle."
          + " the old man sat down by the door and waited for the train to come."
          + " every morning the birds sing in the garden behind the house."
          + " she opened the window and looked at the people in the street."
          + " we will meet again in the spring when the snow is gone.";

  private Speech() {}

  /** About ten seconds in which the beginning of a story is told, as a WAV file. */
  public static byte[] shortStory() {
    return SpokenText.wav(SpokenText.samples(STORY.substring(0, STORY.indexOf(" at that"))));
  }

  /** A story of so many seconds, told again and again, as a WAV file. */
  public static byte[] story(int seconds) {
    return SpokenText.wav(storySamples(seconds));
  }

  /** The samples of that story: 16 kHz, mono. */
  public static short[] storySamples(int seconds) {
    short[] once = SpokenText.samples(STORY);
    short[] samples = new short[seconds * 16_000];
    for (int start = 0; start < samples.length; start += once.length) {
      System.arraycopy(once, 0, samples, start, Math.min(once.length, samples.length - start));
    }
    return samples;
  }

  /** A WAV file in which nobody says anything. */
  public static byte[] silence(int seconds) {
    short[] samples = new short[seconds * 16_000];
    Arrays.fill(samples, (short) 0);
    return SpokenText.wav(samples);
  }

  /** Two hours in which nobody says anything, as a WAV file of 8 kHz and 8 bits: 58 MB. */
  public static byte[] twoHoursOfSilence() {
    int samples = 2 * 60 * 60 * 8000;
    ByteBuffer bytes = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    bytes.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
    bytes.putShort((short) 1).putShort((short) 8);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
    // Samples of 8 bits have no sign: their silence is in the middle.
    Arrays.fill(bytes.array(), 44, 44 + samples, (byte) 128);
    return bytes.array();
  }
}
