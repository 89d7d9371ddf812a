package dev.steno.engine.remote;

/**
 * What the other server sent is not what was asked for. Nothing of it is repeated, so there is no
 * cause either: a parser's message may hold anything.
 */
final class UnreadableAnswerException extends Exception {

  UnreadableAnswerException(String message) {
    super(message);
  }
}
