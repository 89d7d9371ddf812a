package dev.steno.engine.remote;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is sent: fields, then the chunk as the file {@code file}, as {@code multipart/form-data}
 * (RFC 7578). The file is made while it is sent; a second try makes it again.
 */
final class UploadForm {

  /**
   * A field.
   *
   * @param name ASCII, without quotes
   * @param value any text
   */
  record Field(String name, String value) {}

  /** Random, so that no field can hold it. */
  private final String boundary = "steno-" + UUID.randomUUID();

  private final byte[] head;
  private final WavFile file;
  private final byte[] tail;

  UploadForm(List<Field> fields, WavFile file) {
    StringBuilder start = new StringBuilder();
    for (Field field : fields) {
      start.append(part(field.name())).append("\r\n\r\n").append(field.value()).append("\r\n");
    }
    start.append(part("file")).append("; filename=\"audio.wav\"\r\n");
    start.append("Content-Type: audio/wav\r\n\r\n");
    this.head = start.toString().getBytes(StandardCharsets.UTF_8);
    this.file = file;
    this.tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private String part(String name) {
    return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
  }

  /** For the header of that name. */
  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** The body, of known length: not every server takes one in chunked transfer encoding. */
  BodyPublisher body() {
    Iterable<byte[]> pieces =
        () ->
            Stream.concat(Stream.concat(Stream.of(head), file.pieces()), Stream.of(tail))
                .iterator();
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofByteArrays(pieces), head.length + file.length() + tail.length);
  }
}
