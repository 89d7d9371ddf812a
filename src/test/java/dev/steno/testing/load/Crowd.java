package dev.steno.testing.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The load generator, worked from afar. */
public final class Crowd implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;

  private Crowd(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it; nobody watches yet. */
  public static Crowd start() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            LoadGenerator.class.getName());
    return new Crowd(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
  }

  /** Lets so many watch, spread over the paths; comes back when all do. */
  public void join(int port, int count, List<String> paths) {
    ask("connect " + port + " " + count + " " + String.join(" ", paths));
  }

  /** Lets all go. */
  public void leave() {
    ask("leave");
  }

  /** Begins to count and to measure anew. */
  public void clear() {
    ask("clear");
  }

  /**
   * How many segments arrived, and when.
   *
   * @param segments at all watchers together, since the counting began
   * @param lastNanos when the last one arrived, by this machine's {@code nanoTime}
   */
  public record Arrived(long segments, long lastNanos) {}

  /** Waits until so many segments have arrived at all watchers together. */
  public Arrived await(long segments, Duration patience) {
    String[] answer = ask("await " + segments + " " + patience.toSeconds()).split(" ", -1);
    return new Arrived(Long.parseLong(answer[0]), Long.parseLong(answer[1]));
  }

  /** What was seen since the counting began. */
  public Seen seen() {
    return Seen.parse(ask("seen"));
  }

  /**
   * Lets one more watch who never reads.
   *
   * @return the port on its side
   */
  public int stall(int port, String path) {
    return Integer.parseInt(ask("stall " + port + " " + path));
  }

  /** Lets that one go. */
  public void unstall() {
    ask("unstall");
  }

  /** Processor time the crowd has used so far, in seconds. */
  public double cpuSeconds() {
    return LoadServer.cpuSeconds(process.toHandle());
  }

  private String ask(String order) {
    try {
      process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the load generator ended");
      }
      return answer;
    } catch (IOException gone) {
      throw new UncheckedIOException("the load generator ended", gone);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
