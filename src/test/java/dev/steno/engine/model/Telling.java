package dev.steno.engine.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lays sentences into a chain of tokens, as Whisper tells them: {@code <|0.00|> And so
 * <|2.50|><|2.50|> my fellow <|4.00|><|30.00|><|endoftext|>}. The last timestamp makes the library
 * take the next window 30 seconds on instead of at the end of the last sentence. Where a timestamp
 * stands twice in a row it may follow itself and the text may follow it: the library forbids the
 * one the first time, and the other the second time.
 */
final class Telling {

  /** The library decodes no more tokens of a window: half of the decoder's context less 4. */
  private static final int MOST_TOKENS = 220;

  /** The library's default for the latest start of the first sentence, in seconds. */
  private static final double LATEST_START = 1;

  /**
   * How much text is wanted where a timestamp comes: nothing beside the timestamp, but clearly most
   * where the caller wants no timestamps.
   */
  private static final double SECOND_CHOICE = 0.6;

  private final SpecialTokens special;
  private final TokenChain chain;
  private final Set<Integer> takenTimes = new HashSet<>();
  private int tokens;
  private int lastToken;
  private double lastTime;
  private int lastTimestamp;

  Telling(SpecialTokens special, TokenChain chain) {
    this.special = special;
    this.chain = chain;
  }

  /**
   * Tells sentences, and then, if there is one, a phrase again and again.
   *
   * @param start the token after which they are told; may have been told something before only if
   *     its times are not used again: they are told a little later
   * @param loop a phrase, or nothing
   * @return the first token of text, or the end where there is none
   */
  int tell(int start, List<Told> sentences, String loop) {
    Set<Integer> times = new HashSet<>();
    List<List<Integer>> texts = new ArrayList<>();
    sentences.forEach(told -> texts.add(pieces(told.text())));
    List<Integer> phrase = pieces(loop);
    int rest = phrase.isEmpty() ? special.endOfText() : phrase.get(0);
    tokens = 0;
    lastToken = start;
    lastTime = -1;
    lastTimestamp = 0;
    for (int i = 0; i < sentences.size(); i++) {
      Told told = sentences.get(i);
      int next = i + 1 < texts.size() ? texts.get(i + 1).get(0) : rest;
      boolean begins = i == 0;
      if (begins && told.start() > LATEST_START) {
        throw new IllegalArgumentException("The first sentence starts in the first second");
      }
      if (told.start() < lastTime) {
        throw new IllegalArgumentException("Sentences overlap: " + told);
      }
      follow(timestamp(told.start(), times));
      texts.get(i).forEach(this::follow);
      chain.follow(lastToken, next, SECOND_CHOICE);
      follow(timestamp(told.end(), times));
    }
    end(phrase, sentences.isEmpty(), times);
    takenTimes.addAll(times);
    return texts.isEmpty() ? rest : texts.get(0).get(0);
  }

  private void end(List<Integer> phrase, boolean nothingTold, Set<Integer> times) {
    if (nothingTold) {
      follow(timestamp(0, times));
    }
    if (!phrase.isEmpty()) {
      if (!nothingTold) {
        follow(lastTimestamp);
      }
      phrase.forEach(this::follow);
      follow(phrase.get(0));
      return;
    }
    int windowEnd = special.timestamp(Told.WINDOW);
    if (!nothingTold && lastToken != windowEnd) {
      follow(windowEnd);
    }
    follow(special.endOfText());
    if (tokens > MOST_TOKENS) {
      throw new IllegalArgumentException(
          tokens + " tokens; the library takes no more than " + MOST_TOKENS + " in a window");
    }
  }

  private void follow(int token) {
    chain.follow(lastToken, token, 1);
    lastToken = token;
    tokens++;
  }

  /** The token of a time; a time that an earlier telling used is told one step later. */
  private int timestamp(double time, Set<Integer> times) {
    if (time != lastTime) {
      int token = Math.max(special.timestamp(time), lastTimestamp + 1);
      while (takenTimes.contains(token)) {
        token++;
      }
      lastTime = time;
      lastTimestamp = token;
      if (token < special.timestamp(Told.WINDOW)) {
        times.add(token);
      }
    }
    return lastTimestamp;
  }

  /** The tokens of a text: words with the space before them, cut inside of every wide character. */
  private List<Integer> pieces(String text) {
    List<Integer> pieces = new ArrayList<>();
    for (String word : text.split("\\s+", -1)) {
      ByteArrayOutputStream piece = new ByteArrayOutputStream();
      byte[] bytes = (" " + word).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; !word.isEmpty() && i < bytes.length; i++) {
        piece.write(bytes[i]);
        boolean firstOfSeveral = (bytes[i] & 0xC0) == 0xC0;
        if (firstOfSeveral || i == bytes.length - 1) {
          pieces.add(chain.piece(piece.toByteArray()));
          piece.reset();
        }
      }
    }
    return pieces;
  }
}
