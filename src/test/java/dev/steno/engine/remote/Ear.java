package dev.steno.engine.remote;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

/**
 * Hears without understanding: where it is loud somebody speaks, and a word takes 300 ms and is
 * called by its sound. Answers as OpenAI does, with the words apart from the segments and without
 * their punctuation.
 */
final class Ear {

  private static final int FRAME = 320;
  private static final int LOUD = 300;
  private static final int PAUSE_FRAMES = 25;
  private static final int WORD_FRAMES = 15;

  private final short[] samples;
  private final JsonArrayBuilder segments = Json.createArrayBuilder();
  private final JsonArrayBuilder words = Json.createArrayBuilder();
  private final StringBuilder text = new StringBuilder();

  private Ear(short[] samples) {
    this.samples = samples;
  }

  static String heard(short[] samples) {
    return new Ear(samples).answer();
  }

  private String answer() {
    int frames = samples.length / FRAME;
    int start = -1;
    int lastLoud = -1;
    for (int frame = 0; frame <= frames; frame++) {
      if (frame < frames && isLoud(frame)) {
        start = start < 0 ? frame : start;
        lastLoud = frame;
      } else if (start >= 0 && (frame == frames || frame - lastLoud > PAUSE_FRAMES)) {
        addSegment(start, lastLoud + 1);
        start = -1;
      }
    }
    JsonObjectBuilder answer = Json.createObjectBuilder().add("task", "transcribe");
    answer.add("language", "english").add("text", text.toString().strip());
    return answer.add("segments", segments).add("words", words).build().toString();
  }

  private void addSegment(int from, int to) {
    StringBuilder sentence = new StringBuilder();
    for (int frame = from; frame < to; frame += WORD_FRAMES) {
      int end = Math.min(to, frame + WORD_FRAMES);
      String word = "w" + sound(frame, end);
      sentence.append(frame == from ? " W" + word.substring(1) : ", " + word);
      words.add(timed(frame, end).add("word", word));
    }
    sentence.append('.');
    text.append(sentence);
    segments.add(timed(from, to).add("text", sentence.toString()).add("avg_logprob", -0.3));
  }

  private static JsonObjectBuilder timed(int from, int to) {
    return Json.createObjectBuilder().add("start", seconds(from)).add("end", seconds(to));
  }

  private static double seconds(int frame) {
    return frame * FRAME / 16_000.0;
  }

  private boolean isLoud(int frame) {
    return sound(frame, frame + 1) > (long) LOUD * FRAME;
  }

  private long sound(int from, int to) {
    long sum = 0;
    for (int i = from * FRAME; i < to * FRAME; i++) {
      sum += Math.abs((int) samples[i]);
    }
    return sum;
  }
}
