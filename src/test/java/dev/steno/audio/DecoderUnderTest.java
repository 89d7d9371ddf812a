package dev.steno.audio;

import dev.steno.process.ChildJvm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Decoders whose children run the classes of the tests. */
final class DecoderUnderTest {

  static final MediaDecoder.Limits LIMITS =
      new MediaDecoder.Limits(1L << 30, Duration.ofMinutes(2), Duration.ofHours(12));

  /** Listens and never cancels. */
  static final DecodeListener PATIENT =
      new DecodeListener() {
        @Override
        public void decoded(long decodedMillis, long totalMillis) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };

  private static final ExecutorService EXECUTOR =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "child-log");
            thread.setDaemon(true);
            return thread;
          });

  private DecoderUnderTest() {}

  static DecodedMedia decode(Path recording, Path pcm) throws Exception {
    return with(LIMITS).decode(recording, pcm, PATIENT);
  }

  static MediaDecoder with(MediaDecoder.Limits limits) throws Exception {
    return new MediaDecoder(jvm(), cache(), limits);
  }

  static MediaDecoder running(Class<?> mainClass) throws Exception {
    return new MediaDecoder(jvm(), cache(), LIMITS, mainClass.getName());
  }

  private static ChildJvm jvm() throws Exception {
    List<Path> classpath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    return new ChildJvm(
        classpath, Files.createDirectories(Path.of("target/decoder").toAbsolutePath()), EXECUTOR);
  }

  private static Path cache() {
    return Path.of("target/decoder/native").toAbsolutePath();
  }
}
