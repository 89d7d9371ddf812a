package dev.steno.testing.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** How a connection becomes a WebSocket. */
final class Handshake {

  private static final byte[] ACCEPTED = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Handshake() {}

  /** The request for a path. */
  static ByteBuffer request(int port, String path, Random random) {
    byte[] key = new byte[16];
    random.nextBytes(key);
    String request =
        String.join(
            "\r\n",
            "GET " + path + " HTTP/1.1",
            "Host: localhost:" + port,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: " + Base64.getEncoder().encodeToString(key),
            "Sec-WebSocket-Version: 13",
            "\r\n");
    return ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
  }

  /** The length of the answer's head, or -1 while it has not all arrived. */
  static int answerLength(byte[] bytes, int length) {
    return Scan.after(bytes, 0, length, END);
  }

  /** Whether the server agrees. */
  static boolean isAccepted(byte[] bytes, int length) {
    return length >= ACCEPTED.length && Scan.matches(bytes, 0, ACCEPTED);
  }
}
