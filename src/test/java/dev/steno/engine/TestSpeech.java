package dev.steno.engine;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.VoiceManager;
import com.sun.speech.freetts.audio.NullAudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Speech made while the tests run, by FreeTTS's 16 kHz voice. */
public final class TestSpeech {

  /** What some tests say; about 3 seconds. */
  public static final String SENTENCE = "the weather is very nice today and we will go home";

  private TestSpeech() {}

  /** Speaks: 16 kHz, mono. */
  public static synchronized short[] speak(String text) {
    System.setProperty(
        "freetts.voices", "com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory");
    Voice voice = VoiceManager.getInstance().getVoice("kevin16");
    Recorder recorder = new Recorder();
    voice.allocate();
    voice.setAudioPlayer(recorder);
    voice.speak(text);
    voice.deallocate();
    return recorder.samples();
  }

  /** Silence. */
  public static short[] silence(int millis) {
    return new short[millis * 16];
  }

  /** One after the other. */
  public static short[] join(short[]... parts) {
    short[] joined = new short[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  /** Exactly so many samples: cut, or filled with silence. */
  public static short[] lasting(int millis, short[] samples) {
    return Arrays.copyOf(samples, millis * 16);
  }

  /** Exactly so many samples: again and again the same. */
  public static short[] repeated(int millis, short[] samples) {
    short[] repeated = new short[millis * 16];
    for (int at = 0; at < repeated.length; at += samples.length) {
      System.arraycopy(samples, 0, repeated, at, Math.min(samples.length, repeated.length - at));
    }
    return repeated;
  }

  private static final class Recorder extends NullAudioPlayer {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public boolean write(byte[] audio, int offset, int length) {
      bytes.write(audio, offset, length);
      return true;
    }

    @Override
    public boolean write(byte[] audio) {
      return write(audio, 0, audio.length);
    }

    short[] samples() {
      short[] samples = new short[bytes.size() / Short.BYTES];
      ByteBuffer.wrap(bytes.toByteArray())
          .order(getAudioFormat().isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
          .asShortBuffer()
          .get(samples);
      return samples;
    }
  }
}
