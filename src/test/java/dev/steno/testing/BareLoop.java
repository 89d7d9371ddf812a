package dev.steno.testing;

import dev.steno.audio.Chunk;
import dev.steno.audio.ChunkLengths;
import dev.steno.audio.PcmAudio;
import dev.steno.audio.SpeechChunker;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.Utterance;
import dev.steno.engine.whisper.WhisperLoader;
import dev.steno.engine.worker.LoadedEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Recognises the chunks of a recording one after the other in its own process, with nothing around
 * it: what a benchmark compares the whole server with. For each line on its standard input it does
 * so once and prints how many milliseconds it took.
 */
public final class BareLoop {

  private static final RecognitionOptions ENGLISH = new RecognitionOptions("en", false, null);

  private BareLoop() {}

  /**
   * Runs it.
   *
   * @param arguments the recording as bare samples, then what the loader of the whisper engine
   *     wants
   */
  public static void main(String[] arguments) throws IOException {
    LoadedEngine engine =
        new WhisperLoader().load(List.of(Arrays.copyOfRange(arguments, 1, arguments.length)));
    BufferedReader starts =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (starts.readLine() != null) {
      System.out.println(millis(engine, Path.of(arguments[0])));
    }
  }

  private static long millis(LoadedEngine engine, Path pcm) throws IOException {
    try (PcmAudio audio = PcmAudio.open(pcm)) {
      List<Chunk> chunks = new SpeechChunker().chunk(audio, ChunkLengths.WINDOW);
      long begin = System.nanoTime();
      for (Chunk chunk : chunks) {
        engine.recognize(audio.read(chunk.startSample(), chunk.endSample()), ENGLISH, new Deaf());
      }
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
  }

  private static final class Deaf implements LoadedEngine.Sink {

    @Override
    public void progress(long millis) {}

    @Override
    public void heard(Utterance utterance) {}
  }
}
