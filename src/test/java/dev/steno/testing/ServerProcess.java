package dev.steno.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * Payara Micro with the built WAR as a process of its own, for what an adapter cannot do: killing
 * it, starting it again on the same data, and looking at it from outside.
 */
public final class ServerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final List<String> command;
  private final Process process;
  private final URI base;
  private final Path log;

  private ServerProcess(List<String> command, Process process, URI base, Path log) {
    this.command = command;
    this.process = process;
    this.base = base;
    this.log = log;
  }

  /**
   * Starts a server on a free port and waits until it is ready.
   *
   * @param home its data folder
   * @param settings further settings
   * @param loopbackOnly whether it listens on the loopback interface alone, as it does for people
   */
  public static ServerProcess start(Path home, Map<String, String> settings, boolean loopbackOnly)
      throws IOException {
    return start(Path.of(war()), home, settings, loopbackOnly);
  }

  /**
   * Starts a server with another WAR.
   *
   * @param war the archive, for example one of {@link Deployments#file}
   * @param home its data folder
   * @param settings further settings
   * @param loopbackOnly whether it listens on the loopback interface alone, as it does for people
   */
  public static ServerProcess start(
      Path war, Path home, Map<String, String> settings, boolean loopbackOnly) throws IOException {
    Path folder = folder();
    Path configuration = loopbackOnly ? Path.of("payara-config").toAbsolutePath() : folder;
    int port = freePort();
    List<String> command = java(home, settings);
    command.addAll(List.of("-jar", folder.resolve("payara-micro.jar").toString()));
    command.addAll(options(port, configuration));
    command.addAll(List.of("--deploy", war.toString(), "--contextroot", "/"));
    ServerProcess server = start(command, port);
    server.awaitReady();
    return server;
  }

  /**
   * Starts a server into which the application is still to be {@linkplain #deploy deployed}.
   *
   * @param home the application's data folder
   */
  public static ServerProcess redeploying(Path home) throws IOException {
    return redeploying(Path.of(war()), home);
  }

  /**
   * Starts a server into which another WAR is still to be {@linkplain #deploy deployed}.
   *
   * @param war the archive, for example one of {@link Deployments#file}
   * @param home the application's data folder
   */
  public static ServerProcess redeploying(Path war, Path home) throws IOException {
    Path jar = folder().resolve("payara-micro.jar");
    int port = freePort();
    List<String> command = java(home, Map.of());
    // What the server's manifest opens when it is started with -jar.
    try (JarFile micro = new JarFile(jar.toFile())) {
      Attributes manifest = micro.getManifest().getMainAttributes();
      for (String module : manifest.getValue("Add-Opens").split(" ", -1)) {
        command.addAll(List.of("--add-opens", module + "=ALL-UNNAMED"));
      }
      for (String module : manifest.getValue("Add-Exports").split(" ", -1)) {
        command.addAll(List.of("--add-exports", module + "=ALL-UNNAMED"));
      }
    }
    command.addAll(List.of("-cp", jar + File.pathSeparator + classes(RedeployingServer.class)));
    command.addAll(List.of(RedeployingServer.class.getName(), war.toString()));
    command.addAll(options(port, Path.of("payara-config").toAbsolutePath()));
    return start(command, port);
  }

  private static Path folder() {
    return Path.of(System.getProperty("steno.server", "target/server")).toAbsolutePath();
  }

  private static String war() {
    return System.getProperty("steno.war", "target/steno.war");
  }

  private static Path classes(Class<?> of) {
    try {
      return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<String> java(Path home, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-DSTENO_HOME=" + home.toAbsolutePath()));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    return command;
  }

  private static List<String> options(int port, Path configuration) {
    return List.of(
        "--nohazelcast",
        "--disablephonehome",
        "--port",
        "" + port,
        "--prebootcommandfile",
        configuration + "/pre-boot-commands.asadmin");
  }

  private static ServerProcess start(List<String> command, int port) throws IOException {
    Path logs = Files.createDirectories(folder().resolve("logs"));
    Path log = Files.createTempFile(logs, "server-", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    URI base = URI.create("http://localhost:" + port + "/");
    return new ServerProcess(command, process, base, log);
  }

  /** Starts a server that was killed or stopped again, at the same address and on the same data. */
  public ServerProcess again() throws IOException {
    ServerProcess server = start(command, base.getPort());
    server.awaitReady();
    return server;
  }

  /** Takes the application in; for a server made by {@link #redeploying}. */
  public void deploy() {
    tell("deploy");
    awaitReady();
  }

  /** Takes the application out; for a server made by {@link #redeploying}. */
  public void undeploy() {
    tell("undeploy");
  }

  private void tell(String command) {
    long before = answers();
    try {
      process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException gone) {
      throw new UncheckedIOException("the server ended, see " + log, gone);
    }
    await(command + ", see " + log)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> answers() > before);
    if (log().contains(RedeployingServer.DONE + "badly")) {
      throw new IllegalStateException("the server could not " + command + ", see " + log);
    }
  }

  private long answers() {
    return log().lines().filter(line -> line.startsWith(RedeployingServer.DONE)).count();
  }

  private void awaitReady() {
    StenoClient client = new StenoClient(base);
    await("the server starts, see " + log)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> !process.isAlive() || client.get("health/ready").statusCode() == 200);
    if (!process.isAlive()) {
      throw new IllegalStateException("the server ended while it started, see " + log);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The address of the application, ending in a slash. */
  public URI base() {
    return base;
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** What the server wrote to its log. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The child processes whose command line holds a text. */
  public List<ProcessHandle> children(String text) {
    return process
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains(text))
        .toList();
  }

  /** Ends the server as a power cut would: without a chance to do anything. */
  public void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    await("no child outlives the server")
        .atMost(Duration.ofSeconds(10))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Ends the server in an orderly way; its children end with it. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
