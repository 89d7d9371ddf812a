package dev.steno.audio;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.VoiceManager;
import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;

/**
 * Speaks sentences with FreeTTS, since no recording is shipped: 16 kHz, mono, the voice kevin16.
 */
public final class SpokenText {

  private static final String DIRECTORY =
      "com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory";

  private SpokenText() {}

  /** The samples of a spoken text, the same for the same text. */
  public static synchronized short[] samples(String text) {
    System.setProperty("freetts.voices", DIRECTORY);
    Voice voice = VoiceManager.getInstance().getVoice("kevin16");
    Recorder recorder = new Recorder();
    voice.allocate();
    try {
      voice.setAudioPlayer(recorder);
      voice.speak(text);
    } finally {
      voice.deallocate();
    }
    return recorder.samples();
  }

  /** Writes a spoken text as a WAV file. */
  public static Path wav(String text, Path file) throws IOException {
    return Files.write(file, wav(samples(text)));
  }

  /** A WAV file of 16 kHz, mono, 16 bits. */
  public static byte[] wav(short[] samples) {
    return wav(samples, PcmAudio.SAMPLE_RATE);
  }

  /** A WAV file of one channel and 16 bits. */
  public static byte[] wav(short[] samples, int rate) {
    ByteBuffer bytes = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII));
    bytes.putInt(36 + 2 * samples.length);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
    bytes.putInt(16).putShort((short) 1).putShort((short) 1);
    bytes.putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII));
    bytes.putInt(2 * samples.length);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }

  /** Keeps what FreeTTS would play. */
  private static final class Recorder implements AudioPlayer {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private AudioFormat format = new AudioFormat(PcmAudio.SAMPLE_RATE, 16, 1, true, true);

    short[] samples() {
      ByteOrder order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      short[] samples = new short[bytes.size() / 2];
      ByteBuffer.wrap(bytes.toByteArray()).order(order).asShortBuffer().get(samples);
      return samples;
    }

    @Override
    public void setAudioFormat(AudioFormat format) {
      this.format = format;
    }

    @Override
    public AudioFormat getAudioFormat() {
      return format;
    }

    @Override
    public boolean write(byte[] audio) {
      return write(audio, 0, audio.length);
    }

    @Override
    public boolean write(byte[] audio, int offset, int size) {
      bytes.write(audio, offset, size);
      return true;
    }

    @Override
    public boolean drain() {
      return true;
    }

    @Override
    public boolean end() {
      return true;
    }

    @Override
    public float getVolume() {
      return 1;
    }

    @Override
    public long getTime() {
      return 0;
    }

    @Override
    public void setVolume(float volume) {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void reset() {}

    @Override
    public void begin(int size) {}

    @Override
    public void cancel() {}

    @Override
    public void close() {}

    @Override
    public void resetTime() {}

    @Override
    public void startFirstSampleTimer() {}

    @Override
    public void showMetrics() {}
  }
}
