package dev.steno.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;

/** Reads a model file and looks at what that takes, however busy the machine is. */
final class Effort {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private Effort() {}

  /** Reads a file, in less than a second of processor time. */
  static ModelFile read(Path file) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    try {
      return ModelFile.read(file);
    } finally {
      assertThat(threads.getCurrentThreadCpuTime() - before).isLessThan(SECOND_NANOS);
    }
  }
}
