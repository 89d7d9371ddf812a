package dev.steno.engine.whisper;

import java.nio.file.Path;
import java.util.List;

/**
 * What the server tells a worker.
 *
 * @param model the model's name
 * @param file the model
 * @param libraries a folder for native libraries; workers fill it
 * @param externalLibrary another whisper.cpp library; empty for the one in the jar
 * @param gpu whether an external library may use a graphics card
 * @param threads how many threads it computes on
 * @param beams how many beginnings of a sentence are followed, 1 to 8
 */
record WhisperArguments(
    String model,
    Path file,
    Path libraries,
    String externalLibrary,
    boolean gpu,
    int threads,
    int beams) {

  private static final int COUNT = 7;

  /** Refuses what makes no sense. */
  WhisperArguments {
    if (threads < 1 || beams < 1 || beams > DecodingParameters.MOST_DECODERS) {
      throw new IllegalArgumentException(threads + " threads and " + beams + " beams");
    }
  }

  /** As the command line of a worker. */
  List<String> toList() {
    return List.of(
        model,
        file.toString(),
        libraries.toString(),
        externalLibrary,
        Boolean.toString(gpu),
        Integer.toString(threads),
        Integer.toString(beams));
  }

  /** From the command line of a worker. */
  static WhisperArguments of(List<String> list) {
    if (list.size() != COUNT) {
      throw new IllegalArgumentException(list.size() + " arguments instead of " + COUNT);
    }
    return new WhisperArguments(
        list.get(0),
        Path.of(list.get(1)),
        Path.of(list.get(2)),
        list.get(3),
        Boolean.parseBoolean(list.get(4)),
        Integer.parseInt(list.get(5)),
        Integer.parseInt(list.get(6)));
  }
}
