package dev.steno.testing.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is left of a TCP connection on the server's side, as Linux tells it.
 *
 * @param state of the connection, or {@code gone}
 * @param held whether the server's process still has it open
 * @param unsent bytes that the client has not taken
 */
public record ServerSide(String state, boolean held, long unsent) {

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final ServerSide GONE = new ServerSide("gone", false, 0);
  private static final Map<String, String> STATES =
      Map.of(
          "01", "established",
          "04", "closed here, not yet there",
          "05", "closed here, not yet there",
          "06", "closed",
          "07", "closed",
          "08", "closed there, not yet here",
          "09", "closing",
          "0B", "closing");

  // The columns of the tables.
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int QUEUES = 4;
  private static final int INODE = 9;

  /** Looks. */
  static ServerSide of(int serverPort, int clientPort) throws IOException {
    for (Path table : TABLES) {
      if (Files.exists(table)) {
        for (String line : Files.readAllLines(table)) {
          String[] columns = line.strip().split("\\s+", -1);
          if (isPort(columns[LOCAL], serverPort) && isPort(columns[REMOTE], clientPort)) {
            return of(columns);
          }
        }
      }
    }
    return GONE;
  }

  private static ServerSide of(String[] columns) {
    long unsent = Long.parseLong(columns[QUEUES].split(":", -1)[0], 16);
    return new ServerSide(
        STATES.getOrDefault(columns[STATE], "state " + columns[STATE]),
        !columns[INODE].equals("0"),
        unsent);
  }

  private static boolean isPort(String address, int port) {
    return address.endsWith(":" + String.format(Locale.ROOT, "%04X", port));
  }

  /** For people. */
  public String inWords() {
    return equals(GONE)
        ? state
        : "%s, %s by the server, %d KB unsent"
            .formatted(state, held ? "held" : "given up", unsent >> 10);
  }
}
