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
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Recognises the chunks of recordings one after the other in its own process, with nothing around
 * it: what a benchmark compares the whole server with. Each line on its standard input names a file
 * of bare samples; it prints how many milliseconds that one took.
 */
public final class BareLoop {

  private static final RecognitionOptions ENGLISH = new RecognitionOptions("en", false, null);

  private BareLoop() {}

  /**
   * Runs it.
   *
   * @param arguments what the loader of the whisper engine wants
   */
  public static void main(String[] arguments) throws IOException {
    LoadedEngine engine = new WhisperLoader().load(List.of(arguments));
    BufferedReader files =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String file = files.readLine(); file != null; file = files.readLine()) {
      System.out.println(millis(engine, Path.of(file)));
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
