package dev.steno.engine.model;

import dev.steno.engine.model.DownloadPolicy.When;
import dev.steno.testing.StubHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A hub, a folder and an installer between them, of which a test may change what it likes. */
final class Workshop implements AutoCloseable {

  /** As patient as a test: the stall is long enough for a busy machine. */
  static final HubLimits IMPATIENT =
      new HubLimits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofMillis(10),
          Duration.ofSeconds(2),
          4);

  final StubHub hub;
  final Path folder;
  final Set<String> used = ConcurrentHashMap.newKeySet();
  final ModelStore store;

  HubLimits limits = IMPATIENT;
  FreeSpace space = folder -> 1L << 40;
  When when = When.MANUAL;

  private final List<KnownModel> known = new ArrayList<>();
  private final List<ModelInstaller> installers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  Workshop(Path folder) throws IOException {
    this.hub = new StubHub();
    this.folder = folder;
    this.store = new ModelStore(folder, used::contains);
  }

  /** Publishes a model and serves its file. */
  Workshop publish(String name, byte[] file) {
    known.add(new KnownModel(name, file.length, sum(file)));
    hub.serve(path(name), file);
    return this;
  }

  /** Publishes a model whose file nobody has yet. */
  Workshop publish(KnownModel model) {
    known.add(model);
    return this;
  }

  /** The hub, as those see it who fetch from it. */
  ModelHub modelHub() {
    return new ModelHub(hub.address(), limits, threads);
  }

  /** An installer; its first published model is the one that is recommended. */
  ModelInstaller installer() {
    ModelInstaller installer =
        new ModelInstaller(
            new KnownModels(known),
            new ModelDelivery(store, modelHub(), space),
            new DownloadPolicy(when, known.get(0).name()),
            threads,
            Clock.systemUTC());
    installers.add(installer);
    return installer;
  }

  /** What a server does with its threads that do not end by themselves. */
  void interrupt() {
    threads.shutdownNow();
  }

  /** Where the hub has the file of a model. */
  static String path(String name) {
    return "/models/ggml-" + name + ".bin";
  }

  static Checksum sum(byte[] file) {
    return Checksum.sha256(hex("SHA-256", file));
  }

  static String hex(String algorithm, byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(file));
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The names of everything in the folder. */
  List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() {
    installers.forEach(ModelInstaller::close);
    hub.close();
    threads.shutdownNow();
  }
}
