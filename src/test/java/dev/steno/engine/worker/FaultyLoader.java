package dev.steno.engine.worker;

import dev.steno.engine.EngineDescription;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.Utterance;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * An engine that fails as it is told. The prompt names the fault; a path behind it is a file that
 * is made by the first failure and prevents a second one. The argument of the loader names a fault
 * while it loads.
 */
public final class FaultyLoader implements EngineLoader {

  static final EngineDescription DESCRIPTION =
      new EngineDescription("faulty", "none", List.of("en"), false, true, "");

  /** What holds the memory that a fault takes. */
  private final List<Object> memory = new ArrayList<>();

  static WorkerSpec spec(String faultAtStart) {
    return spec(faultAtStart, 300L << 20);
  }

  static WorkerSpec spec(String faultAtStart, long residentBytes) {
    return new WorkerSpec(
        DESCRIPTION,
        WorkerMain.class.getName(),
        List.of(FaultyLoader.class.getName(), faultAtStart),
        List.of("-XX:MaxDirectMemorySize=500m", "-XX:TieredStopAtLevel=1"),
        Map.of(),
        "64m",
        residentBytes);
  }

  @Override
  public LoadedEngine load(List<String> arguments) throws IOException {
    fail(arguments.get(0));
    return new LoadedEngine() {
      @Override
      public EngineDescription description() {
        return DESCRIPTION;
      }

      @Override
      public void recognize(short[] samples, RecognitionOptions options, Sink sink) {
        System.out.println("a library that prints what it wants");
        String[] fault = String.valueOf(options.prompt()).split(" ", 2);
        sink.progress(900);
        if (fault.length < 2 || !Files.exists(Path.of(fault[1]))) {
          sink.heard(new Utterance(0, 100, "lost", List.of()));
          try {
            if (fault.length == 2) {
              Files.createFile(Path.of(fault[1]));
            }
            fail(fault[0]);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
        sink.progress(100);
        sink.heard(new Utterance(0, 500, "pid " + ProcessHandle.current().pid(), List.of()));
      }
    };
  }

  private void fail(String fault) throws IOException {
    switch (fault) {
      case "exit" -> Runtime.getRuntime().halt(0);
      case "exit7" -> Runtime.getRuntime().halt(7);
      case "abort" -> {
        new ProcessBuilder("/bin/kill", "-ABRT", Long.toString(ProcessHandle.current().pid()))
            .start();
        hang();
      }
      case "garbage" -> {
        byte[] garbage = new byte[100];
        Arrays.fill(garbage, (byte) 'x');
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
          out.write(garbage);
        }
        hang();
      }
      case "hang" -> hang();
      case "heap" -> {
        while (memory.size() < Integer.MAX_VALUE) {
          memory.add(new byte[1 << 20]);
        }
      }
      case "native" -> {
        memory.add(ByteBuffer.allocateDirect(400 << 20));
        hang();
      }
      case "throw" -> throw new IllegalStateException("/a/path/that/must/not/show");
      case "unreadable" -> throw new IOException("/a/path/that/must/not/show");
      case "problem" -> throw new ProblemException(ErrorCode.MODEL_UNAVAILABLE, "no model");
      default -> memory.clear();
    }
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
