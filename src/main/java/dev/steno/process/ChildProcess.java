package dev.steno.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A running child process. */
public final class ChildProcess {

  private static final Logger LOG = System.getLogger(ChildProcess.class.getName());
  private static final int LAST_LINES = 20;
  private static final int LONGEST_LINE = 500;

  private final String name;
  private final Process process;
  private final Deque<String> lastLines = new ArrayDeque<>();

  ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /** What the child prints. */
  public InputStream output() {
    return process.getInputStream();
  }

  /** What the child reads; it ends itself when this is closed. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Its exit status, or empty while it runs. */
  public OptionalInt exitStatus() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /**
   * Waits for the end.
   *
   * @param millis how long at most
   * @return whether it ended
   */
  public boolean waitFor(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** The memory it occupies in bytes, or empty where the system does not tell. */
  public OptionalLong residentBytes() {
    return ResidentMemory.of(process.pid());
  }

  /** Ends it at once, whatever it does. Returns immediately; harmless where it has ended. */
  public void kill() {
    process.destroyForcibly();
  }

  /** The last lines it wrote to its standard error; empty where there were none. */
  public String lastWords() {
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }

  void logStandardError() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        remember(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
      }
    } catch (IOException gone) {
      LOG.log(Level.DEBUG, () -> name + " ended while its log was read: " + gone);
    }
  }

  private void remember(String line) {
    LOG.log(Level.DEBUG, () -> name + " (" + process.pid() + "): " + line);
    synchronized (lastLines) {
      if (lastLines.size() == LAST_LINES) {
        lastLines.removeFirst();
      }
      lastLines.addLast(line);
    }
  }
}
