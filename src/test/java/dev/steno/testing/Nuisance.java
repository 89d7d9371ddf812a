package dev.steno.testing;

import static dev.steno.testing.RawSocket.BINARY;
import static dev.steno.testing.RawSocket.CLOSE;
import static dev.steno.testing.RawSocket.CONTINUATION;
import static dev.steno.testing.RawSocket.LAST;
import static dev.steno.testing.RawSocket.PING;
import static dev.steno.testing.RawSocket.TEXT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Something that a client may do and that ends its connection.
 *
 * @param name what it is
 * @param act does it
 * @param fairEndings the codes with which the server may close
 */
public record Nuisance(String name, Act act, Set<Integer> fairEndings) {

  /** Does something on a socket. */
  public interface Act {
    /** Does it; the server may close before all is done. */
    void on(RawSocket socket) throws IOException;
  }

  private static Nuisance of(String name, Act act, Integer... fairEndings) {
    return new Nuisance(name, act, Set.of(fairEndings));
  }

  /** All of them. */
  public static List<Nuisance> all() {
    return List.of(
        of("a long text", socket -> socket.say("x".repeat(4097)), 1009),
        of("a text that is long in bytes only", socket -> socket.say("é".repeat(2049)), 1009),
        of("a long text in small pieces", Nuisance::sayInPieces, 1009),
        // The server may wait for the rest; then it is its pings that get no answer.
        of(
            "an endless text",
            socket -> socket.frame(LAST | TEXT, 1L << 62, new byte[1000]),
            1009,
            1013),
        of(
            "endless bytes",
            socket -> socket.frame(LAST | BINARY, 1L << 62, new byte[1000]),
            1003,
            1009,
            1013),
        of(
            "a negative length",
            socket -> socket.frame(LAST | TEXT, Long.MIN_VALUE, new byte[1000]),
            1002,
            1009),
        of("bytes", socket -> socket.frame(LAST | BINARY, new byte[3]), 1003),
        of("many bytes", socket -> socket.frame(LAST | BINARY, new byte[200_000]), 1003, 1009),
        of("a reserved bit", socket -> socket.frame(LAST | 0x40 | TEXT, utf8("{}")), 1002),
        of("an unknown opcode", socket -> socket.frame(LAST | 3, utf8("{}")), 1002),
        of(
            "a continuation of nothing",
            socket -> socket.frame(LAST | CONTINUATION, utf8("{}")),
            1002),
        of("a text inside a text", Nuisance::interrupt, 1002),
        of("a ping in pieces", socket -> socket.frame(PING, utf8("x")), 1002),
        of("a long ping", socket -> socket.frame(LAST | PING, new byte[126]), 1002),
        of("invalid UTF-8", socket -> socket.frame(LAST | TEXT, new byte[] {(byte) 0xff}), 1007),
        of("cut UTF-8", socket -> socket.frame(LAST | TEXT, new byte[] {(byte) 0xc3}), 1007),
        of("a forbidden close code", socket -> socket.sayGoodbye(1005), 1002),
        of("half a close code", socket -> socket.frame(LAST | CLOSE, new byte[1]), 1002),
        of("a flood", Nuisance::flood, 1008),
        of("no answer to pings", RawSocket::mute, 1013));
  }

  /** Does it. */
  public void inflict(RawSocket socket) throws IOException {
    act.on(socket);
  }

  @Override
  public String toString() {
    return name;
  }

  private static void sayInPieces(RawSocket socket) throws IOException {
    socket.frame(TEXT, utf8("x"));
    for (int sent = 1; sent < 4100; sent++) {
      socket.frame(CONTINUATION, utf8("x"));
    }
  }

  private static void interrupt(RawSocket socket) throws IOException {
    socket.frame(TEXT, utf8("{"));
    socket.frame(LAST | TEXT, utf8("{}"));
  }

  /** Not so much more than allowed that the close would be lost with what is not read any more. */
  private static void flood(RawSocket socket) throws IOException {
    for (int said = 0; said < 90; said++) {
      socket.say("{\"type\":\"ping\"}");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
