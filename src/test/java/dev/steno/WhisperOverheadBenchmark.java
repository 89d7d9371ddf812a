package dev.steno;

import dev.steno.audio.SpokenText;
import dev.steno.engine.model.CraftedModel;
import dev.steno.engine.model.ModelFile;
import dev.steno.engine.whisper.WhisperModelSpec;
import dev.steno.testing.BareLoop;
import dev.steno.testing.ServerProcess;
import dev.steno.testing.Speech;
import dev.steno.testing.StenoClient;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how much longer the whole server takes for ten minutes of speech than the same library
 * calls in a bare loop over the same chunks, with the same model and threads; alternated.
 */
@Tag("benchmark")
class WhisperOverheadBenchmark {

  private static final int SECONDS = 600;
  private static final int WARMING_UP = 60;
  private static final int RUNS = 3;
  private static final int THREADS = 2;
  private static final int BEAMS = 5;

  @TempDir Path home;

  @Test
  void theWholePipelineAgainstABareLoop() throws IOException {
    Path model =
        CraftedModel.tiny()
            .says("one two three four five six", 0, 5)
            .says("seven eight nine ten eleven twelve", 5, 12)
            .says("thirteen fourteen fifteen", 12, 20)
            .write(Files.createDirectories(home.resolve("models")).resolve("ggml-tiny.bin"));
    Map<String, String> settings =
        Map.of(
            "STENO_WORKERS", "1",
            "STENO_WHISPER_THREADS", Integer.toString(THREADS),
            "STENO_WHISPER_BEAMS", Integer.toString(BEAMS));
    Process bare = bareLoop(model);
    try (ServerProcess server = ServerProcess.start(home, settings, true);
        BufferedReader answers = bare.inputReader(StandardCharsets.UTF_8)) {
      StenoClient client = new StenoClient(server.base());
      ratio("warming up", WARMING_UP, client, bare.getOutputStream(), answers);
      List<Double> ratios = new ArrayList<>();
      for (int run = 1; run <= RUNS; run++) {
        ratios.add(ratio("run " + run, SECONDS, client, bare.getOutputStream(), answers));
      }
      ratios.sort(null);
      System.out.printf("median ratio %.3f%n", ratios.get(RUNS / 2));
    } finally {
      bare.destroyForcibly();
    }
  }

  private double ratio(
      String name, int seconds, StenoClient client, OutputStream files, BufferedReader answers)
      throws IOException {
    short[] samples = Speech.storySamples(seconds);
    double alone =
        alone(Files.write(home.resolve(seconds + ".pcm"), bytes(samples)), files, answers);
    double whole = whole(client, SpokenText.wav(samples));
    System.out.printf(
        "%s: %d s of speech, bare loop %.1f s, whole pipeline %.1f s, ratio %.3f%n",
        name, seconds, alone, whole, whole / alone);
    return whole / alone;
  }

  private Process bareLoop(Path model) throws IOException {
    ModelFile file = ModelFile.read(model);
    List<String> arguments =
        new WhisperModelSpec("tiny", model, file.dimensions().vocabulary(), file.bytes())
            .worker(
                new WhisperModelSpec.Running(home.resolve("native"), "", false, THREADS, BEAMS, 0))
            .arguments();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BareLoop.class.getName());
    // Without the name of the loader itself, which the worker would make.
    command.addAll(arguments.subList(1, arguments.size()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_WAIT_POLICY", "passive");
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static double alone(Path pcm, OutputStream files, BufferedReader answers)
      throws IOException {
    files.write((pcm + "\n").getBytes(StandardCharsets.UTF_8));
    files.flush();
    String millis = answers.readLine();
    if (millis == null) {
      throw new IllegalStateException("the bare loop ended");
    }
    return Long.parseLong(millis) / 1000.0;
  }

  private static double whole(StenoClient client, byte[] recording) {
    String id =
        StenoClient.parse(client.upload(recording, "ten.wav", Map.of("language", "en")).body())
            .getString("id");
    JsonObject task = client.ended(id);
    Instant started = Instant.parse(task.getString("started_at"));
    Instant finished = Instant.parse(task.getString("finished_at"));
    return Duration.between(started, finished).toMillis() / 1000.0;
  }

  private static byte[] bytes(short[] samples) {
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }
}
