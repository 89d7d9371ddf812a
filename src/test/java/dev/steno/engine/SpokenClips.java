package dev.steno.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Recordings of which it is known what is said. */
public final class SpokenClips {

  private static final List<String> SYNTHETIC =
      List.of(
          TestSpeech.SENTENCE,
          "please open the window and close the door",
          "she had your dark suit in greasy wash water all year",
          "the quick brown fox jumps over the lazy dog",
          "we have to send the report before the end of the month");

  private SpokenClips() {}

  /** What is said in which samples. */
  public static final class Clip {

    private final String name;
    private final String spoken;
    private final short[] samples;

    Clip(String name, String spoken, short[] samples) {
      this.name = name;
      this.spoken = spoken;
      this.samples = samples;
    }

    /** What to call it. */
    public String name() {
      return name;
    }

    /** What is said. */
    public String spoken() {
      return spoken;
    }

    /** 16 kHz, mono. */
    public short[] samples() {
      return samples;
    }

    /** Its length in seconds. */
    public double seconds() {
      return samples.length / 16_000.0;
    }
  }

  /** What FreeTTS says. */
  public static List<Clip> synthetic() {
    return SYNTHETIC.stream()
        .map(text -> new Clip("synthetic", text, TestSpeech.speak(text)))
        .toList();
  }

  /** The folder of recordings beside the project; it need not be there. */
  public static Path folder() {
    return Path.of(System.getProperty("steno.shared", "../shared"), "audio");
  }

  /** The clean recordings of people: those whose table in {@code LIST.md} names a wave file. */
  public static List<Clip> people() {
    List<Clip> clips = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(folder().resolve("LIST.md"))) {
        String[] cells = line.split("\\|", -1);
        if (cells.length > 4 && cells[1].strip().endsWith(".wav")) {
          String name = cells[1].strip();
          clips.add(new Clip(name, cells[3].strip(), read(folder().resolve(name))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return clips;
  }

  private static short[] read(Path file) throws IOException {
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(file.toFile())) {
      byte[] bytes = audio.readAllBytes();
      short[] samples = new short[bytes.length / Short.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
      return samples;
    } catch (UnsupportedAudioFileException e) {
      throw new IOException(e);
    }
  }
}
