package dev.steno.engine.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Markov chain over tokens: which token follows which, and how much it is wanted. Every token of
 * a text is a new token of the vocabulary, even where its letters were there before, so that what
 * follows is never in doubt.
 */
final class TokenChain {

  /**
   * Tokens of one byte, so that any prompt can be put into tokens; then come those of the texts.
   */
  private static final int SINGLE_BYTES = 256;

  private final SpecialTokens special;
  private final List<byte[]> pieces = new ArrayList<>();
  private final Map<Integer, Map<Integer, Double>> followers = new LinkedHashMap<>();
  private final Map<Integer, Integer> places = new LinkedHashMap<>();

  TokenChain(SpecialTokens special) {
    this.special = special;
  }

  /** Makes a token of these bytes. */
  int piece(byte[] bytes) {
    pieces.add(bytes);
    return SINGLE_BYTES + pieces.size() - 1;
  }

  /**
   * Lets a token follow another one.
   *
   * @param wanted 1 for what comes next; less for what comes next where that is forbidden
   */
  void follow(int token, int next, double wanted) {
    followers.computeIfAbsent(token, any -> new LinkedHashMap<>()).put(next, wanted);
    places.putIfAbsent(token, places.size());
    places.putIfAbsent(next, places.size());
  }

  /** The tokens of the chain, each with a number of its own from 0 on. */
  Map<Integer, Integer> places() {
    return places;
  }

  /** For every token that another one follows: which, and how much it is wanted. */
  Map<Integer, Map<Integer, Double>> followers() {
    return followers;
  }

  /** Lets the same follow one token that follows another one. */
  void followLike(int token, int other) {
    Map<Integer, Double> next = followers.getOrDefault(other, Map.of());
    next.forEach((follower, wanted) -> follow(token, follower, wanted));
  }

  /**
   * The bytes of all tokens that are text. The file need not name the others: the library does. One
   * must be a single space, which the library looks up when it suppresses blanks.
   */
  List<byte[]> vocabulary() {
    List<byte[]> tokens = new ArrayList<>(special.endOfText());
    for (int value = 0; value < SINGLE_BYTES; value++) {
      tokens.add(new byte[] {(byte) value});
    }
    tokens.addAll(pieces);
    while (tokens.size() < special.endOfText()) {
      tokens.add(("#" + tokens.size()).getBytes(StandardCharsets.US_ASCII));
    }
    return tokens;
  }
}
