package dev.steno.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The threads of a server, seen from outside. */
public final class ThreadNames {

  private static final Pattern NAME = Pattern.compile("^\"([^\"]+)\"", Pattern.MULTILINE);

  /** The container's own for requests: it makes as many as it likes, up to a limit of its own. */
  private static final String REQUESTS = "http-thread-pool";

  private ThreadNames() {}

  /** The names of all threads but those that serve requests. */
  public static List<String> of(ServerProcess server) throws IOException {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(server.pid()),
                "Thread.print")
            .redirectErrorStream(true)
            .start();
    String threads = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> names =
        NAME.matcher(threads)
            .results()
            .map(MatchResult::group)
            .filter(name -> !name.contains(REQUESTS))
            .toList();
    if (names.isEmpty()) {
      throw new IllegalStateException("the server does not tell its threads: " + threads);
    }
    return names;
  }
}
