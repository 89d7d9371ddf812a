package dev.steno.engine.remote;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;

/**
 * What people are told when the other server does not do what it was asked. Never the key, nor the
 * address; of what that server says only the beginning, without paths, and for the administrator.
 */
final class Refusals {

  private static final int FIRST_CLIENT_ERROR = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_LARGE = 413;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  private static final String UNKNOWN_MODEL = "model_not_found";
  private static final int MOST_SHOWN = 200;
  private static final int MOST_EXAMINED = 2_000;

  /** Two or more names after slashes, with or without a drive. */
  private static final String PATH = "([A-Za-z]:)?([/\\\\]+[\\w.@~+-]+){2,}[/\\\\]?";

  private final RemoteServer server;

  Refusals(RemoteServer server) {
    this.server = server;
  }

  /** The problem behind an answer that is none. */
  ProblemException of(RemoteAnswer answer) {
    int status = answer.status();
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      // What it says is left out: some servers repeat a part of the key.
      return problem(
          ErrorCode.ENGINE_UNAVAILABLE,
          "The remote server refused the key, or wants one. Ask your administrator to check"
              + " STENO_REMOTE_KEY.",
          "HTTP " + status);
    }
    RefusalText said = RefusalText.of(answer.body());
    String detail = detail(status, said);
    if (status == NOT_FOUND || said.code().equals(UNKNOWN_MODEL)) {
      return problem(
          ErrorCode.MODEL_UNAVAILABLE,
          "The remote server does not have the model "
              + server.model()
              + ", or does not do what was asked with it. Ask your administrator to check"
              + " STENO_REMOTE_MODEL and STENO_REMOTE_URL.",
          detail);
    }
    return problem(code(status), sentence(status), detail);
  }

  private static ErrorCode code(int status) {
    return status >= FIRST_SERVER_ERROR && !isBusy(status)
        ? ErrorCode.ENGINE_CRASHED
        : ErrorCode.ENGINE_UNAVAILABLE;
  }

  private static String sentence(int status) {
    if (status < FIRST_CLIENT_ERROR) {
      return "The remote server sends its callers on to another address, which is not followed. Ask"
          + " your administrator to set STENO_REMOTE_URL to the final address.";
    }
    if (status == TOO_LARGE) {
      return "The remote server takes less audio in one request than half a minute. Ask your"
          + " administrator to raise its limit to 25 MB.";
    }
    if (status == TOO_MANY_REQUESTS || isBusy(status)) {
      return "The remote server is too busy or not ready. Try again later; if that does not help,"
          + " ask your administrator.";
    }
    if (status >= FIRST_SERVER_ERROR) {
      return "The remote server failed on this recording several times. Try again; if it fails"
          + " again, choose another engine or tell your administrator.";
    }
    return "The remote server does not accept the request. Choose another engine, or ask your"
        + " administrator to check STENO_REMOTE_URL and STENO_REMOTE_MODEL.";
  }

  /** 502, 503 and 504 come from a server that is starting, full, or behind a proxy and away. */
  private static boolean isBusy(int status) {
    return status >= 502 && status <= 504;
  }

  /** The problem behind an answer that cannot be read. */
  ProblemException unreadable(String why) {
    return problem(
        ErrorCode.ENGINE_CRASHED,
        "The remote server answered something that is no transcript. Choose another engine, or ask"
            + " your administrator to check STENO_REMOTE_URL.",
        why);
  }

  /** The problem behind an answer that did not come in time. */
  ProblemException late() {
    return problem(
        ErrorCode.ENGINE_UNAVAILABLE,
        "The remote server did not answer in time. Try again later; if that does not help, ask"
            + " your administrator.",
        "no answer within " + server.limit().toSeconds() + " s");
  }

  /** The problem behind a connection that cannot be made or that broke. */
  ProblemException unreachable(IOException broken) {
    return problem(
        ErrorCode.ENGINE_UNAVAILABLE,
        "The remote server cannot be reached, or breaks off the connection. Try again later; if"
            + " that does not help, ask your administrator.",
        broken.getClass().getSimpleName());
  }

  private String detail(int status, RefusalText said) {
    // Masked before anything is cut off, which could leave a part of the key that looks harmless.
    String masked = cut(server.key().masked(said.message()), MOST_EXAMINED);
    String shown = masked.replaceAll("\\s+", " ").replaceAll(PATH, "…").strip();
    if (shown.length() > MOST_SHOWN) {
      shown = cut(shown, MOST_SHOWN) + "…";
    }
    return "HTTP " + status + (shown.isEmpty() ? "" : ": " + shown);
  }

  private static String cut(String text, int most) {
    return text.codePoints()
        .limit(most)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Without a cause: its message may repeat what that server sent. */
  private static ProblemException problem(ErrorCode code, String sentence, String detail) {
    return new ProblemException(code, sentence, detail, null);
  }
}
