package dev.steno.engine;

import dev.steno.engine.SpokenClips.Clip;
import dev.steno.engine.sphinx.EmbeddedEngine;
import dev.steno.engine.worker.TestWorkers;
import dev.steno.engine.worker.WorkerLimits;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Prints the word error rate, the real-time factor with one and with two workers, the start time
 * and the memory of a worker. No test: {@code mvn verify -Pbenchmark}.
 */
@Tag("benchmark")
class WordErrorRateBenchmark {

  @Test
  void wordErrorRateAndSpeedOfTheEmbeddedEngine() throws Exception {
    List<Clip> clips = new ArrayList<>();
    if (Files.isDirectory(SpokenClips.folder())) {
      clips.addAll(SpokenClips.people());
    }
    int people = clips.size();
    clips.addAll(SpokenClips.synthetic());
    try (TestWorkers workers =
        TestWorkers.of(EmbeddedEngine.worker("768m", 2L << 30), WorkerLimits.of(2, 1000))) {
      long begin = System.nanoTime();
      heard(workers, new Clip("", "", new short[0]));
      System.out.printf("start of a worker: %.1f s%n", since(begin));

      WordErrors all = WordErrors.NONE;
      WordErrors ofPeople = WordErrors.NONE;
      for (int i = 0; i < clips.size(); i++) {
        Clip clip = clips.get(i);
        begin = System.nanoTime();
        String heard = heard(workers, clip);
        WordErrors errors = WordErrors.between(clip.spoken(), heard);
        System.out.printf(
            "%-14s %5.1f s, %4.1f s work, %d of %d wrong: %s%n",
            clip.name(), clip.seconds(), since(begin), errors.wrong(), errors.spoken(), heard);
        all = all.plus(errors);
        ofPeople = i < people ? ofPeople.plus(errors) : ofPeople;
      }
      System.out.printf(
          "word error rate: %.1f %% of %d words; people only: %.1f %% of %d%n",
          all.percent(), all.spoken(), ofPeople.percent(), ofPeople.spoken());

      double seconds = clips.stream().mapToDouble(Clip::seconds).sum();
      begin = System.nanoTime();
      clips.forEach(clip -> heard(workers, clip));
      System.out.printf("real-time factor, one worker: %.2f%n", since(begin) / seconds);
      // Two at once, so that the second worker is there, too.
      together(workers, clips.subList(0, 2));
      begin = System.nanoTime();
      together(workers, clips);
      System.out.printf("real-time factor, two workers: %.2f%n", since(begin) / seconds);
      workers.residentBytes().forEach(rss -> System.out.println("resident MiB: " + (rss >> 20)));
    }
  }

  private static void together(TestWorkers workers, List<Clip> clips) {
    clips.stream()
        .map(clip -> CompletableFuture.runAsync(() -> heard(workers, clip), workers.executor()))
        .collect(Collectors.toList())
        .forEach(CompletableFuture::join);
  }

  private static String heard(TestWorkers workers, Clip clip) {
    return workers
        .recognizer()
        .recognize(clip.samples(), new RecognitionOptions("en", false, null), new TestListener())
        .stream()
        .map(Utterance::text)
        .collect(Collectors.joining(" "));
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
